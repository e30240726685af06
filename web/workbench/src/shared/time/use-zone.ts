import { useShop } from '@/shared/session';

export const useZone = (): string => useShop().zone;
