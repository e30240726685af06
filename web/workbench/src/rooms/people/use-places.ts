import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from './text';
import type { HeldRole, Roles, ShopLine } from './wire';

/** Shops, teams and roles with their names: what nearly every page of the room shows. */
export const usePlaces = () => {
  const t = useText();
  const spoken = useLanguage();
  const shops = useQuery({
    queryKey: ['people', 'shops'],
    queryFn: () => api.get<{ shops: ShopLine[] }>('/api/people/shops'),
  });
  const roles = useQuery({ queryKey: ['people', 'roles'], queryFn: () => api.get<Roles>('/api/people/roles') });
  return useMemo(() => {
    const shopList = shops.data?.shops ?? [];
    const presets = roles.data?.presets ?? [];
    const own = roles.data?.roles ?? [];
    const shopName = (id: string | null) =>
      id === null ? t('everywhere') : (shopList.find((shop) => shop.id === id)?.name ?? '');
    const teamName = (id: string | null) =>
      id === null ? '' : (shopList.flatMap((shop) => shop.teams).find((team) => team.id === id)?.name ?? '');
    const presetName = (key: string) => {
      const preset = presets.find((p) => p.preset === key);
      return (spoken === 'en' ? preset?.en : preset?.zh) ?? (presets.length === 0 ? '' : key);
    };
    const roleName = (held: Pick<HeldRole, 'preset' | 'roleId'>) =>
      held.preset === null ? (own.find((role) => role.id === held.roleId)?.name ?? '') : presetName(held.preset);
    return {
      shops: shopList,
      roles: roles.data,
      shopName,
      teamName,
      roleName,
      presetName,
      error: shops.error ?? roles.error,
    };
  }, [shops.data, shops.error, roles.data, roles.error, spoken, t]);
};
