import { useState } from 'react';
import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Segmented, Switch } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { faultOf, usualHours, weekdays, type CalendarFault } from './calendar';
import css from './calendar.module.css';
import { useText } from './text';
import { TimeInput } from './time-input';
import { SpecialDays } from './special-days';
import type { OpeningHours, ShopLine, SpecialDay } from './wire';

/** When the shop is staffed: always, or by the week, with days that differ. */
export const CalendarDrawer = ({ shop, onClose }: { shop: ShopLine; onClose: () => void }) => {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isAlways, setAlways] = useState(shop.calendar.week.length === 0);
  const [week, setWeek] = useState<OpeningHours[]>(
    shop.calendar.week.length > 0 ? shop.calendar.week : weekdays.map((weekday) => ({ weekday, ...usualHours })),
  );
  const [days, setDays] = useState<SpecialDay[]>(shop.calendar.days);
  const [tried, setTried] = useState<CalendarFault | null>(null);
  const save = useMutation({
    mutationFn: () =>
      api.patch<ShopLine>(`/api/people/shops/${shop.id}`, { calendar: { week: isAlways ? [] : week, days } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people', 'shops'] });
      void message.success(t('saved'));
      onClose();
    },
  });
  const keep = () => {
    const fault = faultOf(isAlways, week, days);
    setTried(fault);
    if (fault === null) save.mutate();
  };
  return (
    <Drawer
      open
      size={600}
      title={t('hoursOf', { shop: shop.name })}
      onClose={onClose}
      footer={
        <div className={css['foot']}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={keep}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <p className={css['quiet']}>{t('hoursText', { zone: shop.zone })}</p>
      <Segmented
        value={isAlways ? 'always' : 'week'}
        onChange={(choice) => setAlways(choice === 'always')}
        options={[
          { value: 'always', label: t('hoursAlways') },
          { value: 'week', label: t('hoursByWeek') },
        ]}
      />
      {!isAlways && (
        <div className={css['week']}>
          {weekdays.map((weekday) => (
            <Weekday
              key={weekday}
              weekday={weekday}
              hours={week.filter((one) => one.weekday === weekday)}
              onChange={(hours) => setWeek([...week.filter((one) => one.weekday !== weekday), ...hours])}
              onCopy={(hours) =>
                setWeek(weekdays.flatMap((day) => hours.map(({ from, to }) => ({ weekday: day, from, to }))))
              }
            />
          ))}
        </div>
      )}
      <h2 className={css['title']}>{t('specialDays')}</h2>
      <p className={css['quiet']}>{t('specialDaysText')}</p>
      <SpecialDays days={days} onChange={setDays} />
      <Fault fault={tried} days={days} />
      {save.isError && <Alert type="error" showIcon title={toProblem(save.error).detail} />}
    </Drawer>
  );
};

type WeekdayProps = {
  weekday: (typeof weekdays)[number];
  hours: OpeningHours[];
  onChange: (hours: OpeningHours[]) => void;
  onCopy: (hours: OpeningHours[]) => void;
};

const Weekday = ({ weekday, hours, onChange, onCopy }: WeekdayProps) => {
  const t = useText();
  const name = t(`weekday${weekday}`);
  const change = (at: number, part: Partial<OpeningHours>) =>
    onChange(hours.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <div className={css['day']} role="group" aria-label={name}>
      <Switch
        size="small"
        checked={hours.length > 0}
        aria-label={name}
        onChange={(on) => onChange(on ? [{ weekday, ...usualHours }] : [])}
      />
      <span className={css['dayName']}>{name}</span>
      <div className={css['spans']}>
        {hours.length === 0 && <span className={css['quiet']}>{t('dayOff')}</span>}
        {hours.map((one, at) => (
          <div key={at} className={css['span']}>
            <TimeInput label={t('hoursFrom')} value={one.from} onChange={(from) => change(at, { from })} />
            <span>–</span>
            <TimeInput
              label={t('hoursTo')}
              value={one.to === '24:00' ? '00:00' : one.to}
              onChange={(to) => change(at, { to })}
            />
            {one.to !== '' && one.to <= one.from && <span className={css['quiet']}>{t('nextDay')}</span>}
            {hours.length > 1 && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('removeHours')}
                onClick={() => onChange(hours.filter((_, index) => index !== at))}
              />
            )}
          </div>
        ))}
      </div>
      {hours.length > 0 && hours.length < 4 && (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          aria-label={t('addHours')}
          title={t('addHours')}
          onClick={() => onChange([...hours, { weekday, from: hours.at(-1)?.to ?? '', to: '' }])}
        />
      )}
      {hours.length > 0 && (
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined />}
          aria-label={t('copyHours')}
          title={t('copyHours')}
          onClick={() => onCopy(hours)}
        />
      )}
    </div>
  );
};

const Fault = ({ fault, days }: { fault: CalendarFault | null; days: SpecialDay[] }) => {
  const t = useText();
  if (fault === null) return null;
  return <Alert type="error" showIcon title={say()} />;

  function say(): string {
    switch (fault?.kind) {
      case 'no-day':
        return t('faultNoDay');
      case 'same-time':
        return t('faultTime', { day: t(`weekday${fault.weekday as 1}`) });
      case 'overlap':
        return t('faultOverlap', { day: t(`weekday${fault.weekday as 1}`) });
      case 'no-date':
        return t('faultNoDate', { n: fault.index + 1 });
      case 'no-hours':
        return t('faultNoHours', { n: fault.index + 1 });
      case 'no-name':
        return t('faultNoName', { n: fault.index + 1 });
      case 'same-date':
        return t('faultSameDate', { date: days[fault.index]?.date ?? '' });
      default:
        return '';
    }
  }
};
