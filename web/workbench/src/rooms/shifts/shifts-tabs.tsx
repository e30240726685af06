import { useMay } from '@/shared/session';
import { PageTabs } from '@/shared/ui/page-tabs';
import { useText } from './text';
import css from './shifts.module.css';

/** The pages of the room beside each other. */
export const ShiftsTabs = () => {
  const t = useText();
  const mayTraffic = useMay('reception.conversation.read');
  const mayTrial = useMay('reception.routing.edit');
  const mayRoster = useMay('shifts.roster.read');
  return (
    <PageTabs
      className={css['tabs']}
      pages={[
        { key: '/shifts', label: t('board') },
        { key: '/shifts/day', label: t('dayLine') },
        ...(mayTraffic ? [{ key: '/shifts/traffic', label: t('traffic') }] : []),
        ...(mayTrial ? [{ key: '/shifts/trial', label: t('trial') }] : []),
        ...(mayRoster
          ? [
              { key: '/shifts/roster', label: t('roster') },
              { key: '/shifts/leave', label: t('leave') },
            ]
          : []),
      ]}
    />
  );
};
