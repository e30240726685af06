import { createBrowserRouter, Navigate } from 'react-router';
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
  { errorElement: <Broken />, children: rooms.flatMap((room) => room.bareRoutes ?? []) },
]);
