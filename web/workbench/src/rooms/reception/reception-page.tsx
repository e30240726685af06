import { Loading } from '@/shared/ui/states';

export const ReceptionPage = () => <Loading />;
