import type { RouteName, RouteRequest, RouteResponse } from '#shared/contract/routes.ts';

/** One function a route: it gets the validated request and resolves to the answer, or throws an AppError. It knows no HTTP. */
export type Handlers = {
  [Name in RouteName]: (request: RouteRequest<Name>) => Promise<RouteResponse<Name>>;
};
