import { useEffect } from 'react';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useShop } from '@/shared/session';
import { isText, remembered } from '@/shared/store/remembered';
import { clockTime } from '@/shared/time/format';
import { useText } from './text';
import { usePromiseAct, usePromiseFeed, usePromiseNotices } from './use-promises';
import type { PromiseNotice } from './wire';

const mostSeen = 200;
const seen = remembered<string>('promises.seen-notices', '', isText);

/** Says once what the clock tells: before a promise is due, when it is, and to the leaders when nobody kept it. */
export const Notices = () => {
  const t = useText();
  const shop = useShop();
  const go = useNavigate();
  const { notification } = App.useApp();
  const { data } = usePromiseNotices();
  const take = usePromiseAct(() => undefined);
  usePromiseFeed();
  const { mutate } = take;
  useEffect(() => {
    const known = seen.get().split(' ');
    const fresh = (data?.notices ?? []).filter((one) => !known.includes(keyOf(one)));
    if (fresh.length === 0) return;
    seen.set([...known, ...fresh.map(keyOf)].slice(-mostSeen).join(' '));
    for (const one of fresh) {
      const key = keyOf(one);
      notification[one.stage === 'before' ? 'info' : 'warning']({
        key,
        title: one.isMine
          ? t(`notice-${one.stage}`, { at: clockTime(one.due, shop.zone) })
          : t('notice-handedUp', { name: one.owner ?? '' }),
        description: one.what,
        placement: 'bottomRight',
        duration: one.stage === 'escalated' ? 0 : 10,
        actions: (
          <>
            {!one.isMine && data?.mayTake === true && (
              <Button
                size="small"
                type="primary"
                onClick={() => {
                  notification.destroy(key);
                  mutate({ path: `/${one.id}/take`, body: {} });
                }}
              >
                {t('take')}
              </Button>
            )}
            <Button
              size="small"
              onClick={() => {
                notification.destroy(key);
                void go(`/promises?one=${one.id}${one.isMine ? '' : '&whose=all'}`);
              }}
            >
              {t('look')}
            </Button>
          </>
        ),
      });
    }
  }, [data, go, mutate, notification, shop.zone, t]);
  return null;
};

const keyOf = (one: PromiseNotice) => `${one.id}.${one.stage}`;
