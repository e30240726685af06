import { Navigate } from 'react-router';
import { useMay } from '@/shared/session';
import { MonthsPage } from './months-page';

/** The months for whoever sees everybody's pay, the own slips for everybody else. */
export const StartPage = () => (useMay('pay.slip.read-all') ? <MonthsPage /> : <Navigate to="/pay/mine" replace />);
