import { createBrowserRouter, Navigate } from 'react-router';
import { page } from '@/shared/room';
import { NotFound } from '@/shared/ui/states';
import { Broken } from './broken';
import { Frame } from './frame';
import { rooms } from './rooms';

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Frame />,
    errorElement: <Broken />,
    children: [
      { index: true, element: <Navigate to="/reception" replace /> },
      {
        errorElement: <Broken />,
        children: [...rooms.flatMap((room) => room.routes ?? []), { path: '*', element: <NotFound /> }],
      },
    ],
  },
  {
    path: '/',
    lazy: page(() => import('./small-window').then((m) => m.SmallWindow)),
    errorElement: <Broken />,
    children: rooms.flatMap((room) => room.windowRoutes ?? []),
  },
  { errorElement: <Broken />, children: rooms.flatMap((room) => room.bareRoutes ?? []) },
]);
