import { createBrowserRouter, Navigate } from 'react-router';
import { NotFound } from '@/shared/ui/states';
import { Broken } from './broken';
import { Frame } from './frame';
import { rooms } from './rooms';
import { SmallWindow } from './small-window';

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
    element: <SmallWindow />,
    errorElement: <Broken />,
    children: rooms.flatMap((room) => room.windowRoutes ?? []),
  },
  { errorElement: <Broken />, children: rooms.flatMap((room) => room.bareRoutes ?? []) },
]);
