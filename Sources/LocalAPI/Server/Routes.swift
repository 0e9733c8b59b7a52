import Hummingbird
import LocalAPIModel

/// All routes of the local API.
enum Routes {
    static func router(_ backend: any LocalAPIBackend) -> Router<APIContext> {
        let handlers = Handlers(backend: backend)
        let router = Router(context: APIContext.self)
        router.add(middleware: ProblemMiddleware())
        router.add(middleware: OriginMiddleware())

        let v1 = router.group("v1")
        v1.get("status", use: handlers.status)
        v1.get("enrollments", use: handlers.enrollments)
        v1.post("enrollments", use: handlers.enroll)
        v1.post("enrollments/scan", use: handlers.scanLink)
        v1.get("enrollments/scan/:id", use: handlers.scan)
        v1.post("enrollments/scan/:id/verify", use: handlers.verifyScan)
        v1.get("enrollments/:id", use: handlers.enrollment)
        v1.patch("enrollments/:id", use: handlers.changeEnrollment)
        v1.delete("enrollments/:id", use: handlers.unenroll)
        v1.get("exchanges", use: handlers.exchanges)
        v1.get("exchanges/:id", use: handlers.exchange)
        v1.post("exchanges/:id/allow", use: handlers.allow)
        v1.post("exchanges/:id/deny", use: handlers.deny)
        v1.post("exchanges/:id/cancel", use: handlers.cancel)
        v1.post("exchanges/:id/verify", use: handlers.verify)
        v1.post("refresh", use: handlers.refresh)
        v1.post("checkup", use: handlers.checkup)
        v1.get("events", use: handlers.events)
        return router
    }
}
