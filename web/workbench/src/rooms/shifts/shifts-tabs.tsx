import { useMay } from '@/shared/session';
import { PageTabs } from '@/shared/ui/page-tabs';
import { useText } from './text';
import css from './shifts.module.css';

/** The pages of the room beside each other. */
export const ShiftsTabs = () => {
  const t = useText();
  const mayTraffic = useMay('reception.conversation.read');
  const mayTrial = useMay('reception.routing.edit');
  const mayHandover = useMay('shifts.handover.make');
  const mayRoster = useMay('shifts.roster.read');
  return (
    <PageTabs
      className={css['tabs']}
      pages={[
        { key: '/shifts', label: t('board') },
        { key: '/shifts/day', label: t('dayLine') },
        ...(mayHandover ? [{ key: '/shifts/handover', label: t('handover') }] : []),
        ...(mayTraffic ? [{ key: '/shifts/traffic', label: t('traffic') }] : []),
        ...(mayTrial
          ? [
              { key: '/shifts/plan', label: t('plan') },
              { key: '/shifts/trial', label: t('trial') },
            ]
          : []),
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
