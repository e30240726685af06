import { useEffect } from 'react';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { isText, remembered } from '@/shared/store/remembered';
import { useText } from './text';
import { useHandoverFeed, useWaiting } from './use-handover';

const seen = remembered<string>('shifts.seen-handover', '', isText);

/** What waits for my signature stands in the top line of every page, and is said once where the shift begins. */
export const HandoverNotice = () => (useMay('shifts.handover.make') ? <Watch /> : null);

const Watch = () => {
  const t = useText();
  const shop = useShop();
  const go = useNavigate();
  const { notification } = App.useApp();
  const { data } = useWaiting();
  useHandoverFeed();
  const toMe = data?.toMe ?? [];
  const first = toMe[0];
  useEffect(() => {
    if (first?.leaverSignedAt == null) return;
    const key = `${first.leaverSignedAt} ${first.id}`;
    if (key === seen.get()) return;
    seen.set(key);
    notification.info({
      key,
      title: t('noticeTitle', { name: first.leaver ?? '', n: first.lines }),
      description: t('noticeText'),
      placement: 'top',
      duration: 0,
      actions: (
        <Button
          size="small"
          type="primary"
          onClick={() => {
            notification.destroy(key);
            void go(`/shifts/handover/${first.id}`);
          }}
        >
          {t('openOne')}
        </Button>
      ),
    });
  }, [first, go, notification, t, shop.id]);
  if (first === undefined) return null;
  return (
    <Button
      size="small"
      type="primary"
      danger
      onClick={() => void go(toMe.length === 1 ? `/shifts/handover/${first.id}` : '/shifts/handover?view=toMe')}
    >
      {t('topLine', { n: toMe.length })}
    </Button>
  );
};
