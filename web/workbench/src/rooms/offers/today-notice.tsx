import { useEffect, useState } from 'react';
import { GiftOutlined } from '@ant-design/icons';
import { App, Badge, Button, Popover } from 'antd';
import { useNavigate } from 'react-router';
import { useMay } from '@/shared/session';
import { setBadge } from '@/shared/ui/badges';
import { PromotionCard } from './item-promotions';
import css from './offers.module.css';
import { useText } from './text';
import { useOfferFeed } from './use-offer-feed';
import { useToday } from './use-offers';
import type { Shown } from './wire';

/** Reminded once in a window, and again when there is more. */
const remindedKey = 'zhanggui.offers.reminded';

/** On every page: how many promotions run, end today and begin tomorrow; and what has not been read yet. */
export const TodayNotice = () => {
  useOfferFeed();
  return useMay('shop.promotion.read') ? <Notice /> : null;
};

const Notice = () => {
  const t = useText();
  const { data } = useToday();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const isKnown = data !== undefined;
  const unread = data?.unread ?? 0;
  useEffect(() => {
    setBadge('/promotions', unread);
    if (unread > Number(sessionStorage.getItem(remindedKey) ?? 0)) {
      notification.info({
        key: 'offers-unread',
        placement: 'bottomLeft',
        title: t('toRead', { n: unread }),
        description: t('toReadWhy'),
        onClick: () => {
          notification.destroy('offers-unread');
          void navigate('/promotions/briefings');
        },
      });
    }
    if (isKnown) sessionStorage.setItem(remindedKey, String(unread));
  }, [unread, isKnown, notification, navigate, t]);
  if (data === undefined || (data.open.length === 0 && data.soon.length === 0 && unread === 0)) return null;
  const groups: [string, readonly Shown[]][] = [
    [t('endsToday'), data.open.filter((one) => one.endsToday)],
    [t('runsNow'), data.open.filter((one) => !one.endsToday)],
    [t('startsTomorrow'), data.soon.filter((one) => one.startsTomorrow)],
    [t('laterToday'), data.soon.filter((one) => !one.startsTomorrow)],
  ];
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <div className={css['today']}>
          {unread > 0 && (
            <Button
              type="primary"
              block
              onClick={() => {
                setOpen(false);
                void navigate('/promotions/briefings');
              }}
            >
              {t('toRead', { n: unread })}
            </Button>
          )}
          {groups.map(([title, list]) =>
            list.length === 0 ? null : (
              <section key={title}>
                <h3>
                  {title} {list.length}
                </h3>
                <div className={css['stack']}>
                  {list.map((one) => (
                    <PromotionCard key={one.id} shown={one} now={Date.parse(data.now)} />
                  ))}
                </div>
              </section>
            ),
          )}
          {data.over.length > 0 && (
            <p className={css['quiet']}>
              {t('overNow')}
              {data.over.map((one) => (
                <s key={one.id} className={css['over']}>
                  {one.name}
                </s>
              ))}
            </p>
          )}
        </div>
      }
    >
      <button
        type="button"
        className={css['notice']}
        data-tone={data.endToday > 0 ? 'soon' : 'quiet'}
        aria-label={t('todayLabel', { n: data.open.length, e: data.endToday, s: data.startTomorrow })}
      >
        <Badge dot={unread > 0} offset={[2, 0]}>
          <GiftOutlined />
        </Badge>
        <span className={css['noticeWords']}>
          {t('running', { n: data.open.length })}
          {data.endToday > 0 && <b>{t('endingToday', { n: data.endToday })}</b>}
          {data.startTomorrow > 0 && <span>{t('tomorrow', { n: data.startTomorrow })}</span>}
        </span>
      </button>
    </Popover>
  );
};
