import { useEffect } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { hearShop } from '@/rooms/shifts';
import { useMay, useShop } from '@/shared/session';
import { isText, remembered } from '@/shared/store/remembered';
import { setBadge } from '@/shared/ui/badges';
import { useCreditText } from './text';
import type { WaitingClaims } from './wire';

/** The shop's feed tells of a claim at once; this is only for a line that is down. */
const everyMs = 60_000;
const seenClaim = remembered<string>('orders.seen-claim', '', isText);
const seenAnswer = remembered<string>('orders.seen-answer', '', isText);

/** Claims that wait for this person count in the rail; a new one, and the answer to one's own, is said once. */
export const ClaimNotice = () => (useMay('orders.order.read') ? <Watch /> : null);

const Watch = () => {
  const t = useCreditText();
  const shop = useShop();
  const go = useNavigate();
  const { notification } = App.useApp();
  const { data } = useQuery({
    queryKey: ['orders', 'claims', 'waiting', shop.id],
    queryFn: ({ signal }) => api.get<WaitingClaims>('/api/orders/claims/waiting', { query: { shop: shop.id }, signal }),
    refetchInterval: everyMs,
    retry: false,
    enabled: shop.id !== '',
  });
  const client = useQueryClient();
  useEffect(() => {
    if (shop.id === '') return;
    return hearShop(shop.id, (kinds) => {
      if (kinds === null || kinds.includes('claim')) {
        void client.invalidateQueries({ queryKey: ['orders', 'claims', 'waiting', shop.id] });
      }
    });
  }, [shop.id, client]);
  useEffect(() => {
    if (data === undefined) return;
    setBadge('/orders', data.open, data.open > 0 ? 'alarm' : 'quiet');
    const say = (key: string, title: string, order: string) =>
      notification.info({
        key,
        title,
        placement: 'bottomRight',
        actions: (
          <Button
            size="small"
            type="primary"
            onClick={() => {
              notification.destroy(key);
              void go(`/orders/${encodeURIComponent(order)}`);
            }}
          >
            {t('look')}
          </Button>
        ),
      });
    const { newest } = data;
    const answer = data.answers[0];
    if (newest !== null && `${newest.at} ${newest.id}` > seenClaim.get()) {
      seenClaim.set(`${newest.at} ${newest.id}`);
      say(newest.id, t(`notice_${newest.kind}`, { name: newest.name ?? '—', order: newest.orderId }), newest.orderId);
    }
    if (answer !== undefined && `${answer.at} ${answer.id}` > seenAnswer.get()) {
      seenAnswer.set(`${answer.at} ${answer.id}`);
      say(answer.id, t(`notice_${answer.state}`, { name: answer.name ?? '—', order: answer.orderId }), answer.orderId);
    }
  }, [data, go, notification, t]);
  return null;
};
