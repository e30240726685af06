import { App, Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { money } from './money';
import { useText } from './text';
import { usePayAct } from './use-pay';
import type { MonthDetail } from './wire';

/** The next step of a month, asked for once more before it is taken. */
export const MonthActs = ({ detail }: { detail: MonthDetail }) => {
  const t = useText();
  const shop = useShop();
  const act = usePayAct();
  const { modal } = App.useApp();
  const maySettle = useMay('pay.month.settle');
  const mayClose = useMay('pay.month.close');
  if (detail.run === null || detail.isComputing) return null;
  const total = money(detail.run.total);
  const post = (step: string, body: object = {}) =>
    api.post(`/api/pay/months/${detail.month}/${step}`, { shop: shop.id, ...body });
  const ask = (title: string, content: string, okText: string, step: string, done: string) => () =>
    modal.confirm({ title, content, okText, onOk: () => act(() => post(step), done) });
  const pay = () => {
    let on = detail.today;
    modal.confirm({
      title: t('payTitle', { month: detail.month }),
      content: (
        <DatePicker
          aria-label={t('payDay')}
          defaultValue={dayjs(on)}
          allowClear={false}
          maxDate={dayjs(detail.today)}
          onChange={(day) => (on = dayjs(day).format('YYYY-MM-DD'))}
        />
      ),
      okText: t('markPaid'),
      onOk: () => act(() => post('paid', { on }), t('donePaid')),
    });
  };
  if (detail.state === 'open' && maySettle)
    return (
      <Button
        type="primary"
        onClick={ask(
          t('proposeTitle', { month: detail.month }),
          t('proposeText', { n: detail.run.slips, total }),
          t('propose'),
          'propose',
          t('donePropose'),
        )}
      >
        {t('propose')}
      </Button>
    );
  if (detail.state === 'proposed' && maySettle)
    return (
      <Button
        type="primary"
        onClick={ask(
          t('agreeTitle', { month: detail.month }),
          t('agreeText', { n: detail.agreed, all: detail.run.slips }),
          t('agree'),
          'agree',
          t('doneAgree'),
        )}
      >
        {t('agree')}
      </Button>
    );
  if (detail.state === 'agreed' && mayClose)
    return (
      <Button
        type="primary"
        disabled={detail.waits.length > 0}
        title={detail.waits.length > 0 ? t('closeWaits') : undefined}
        onClick={ask(
          t('closeTitle', { month: detail.month }),
          t('closeText', { n: detail.run.slips, total }),
          t('close'),
          'close',
          t('doneClose'),
        )}
      >
        {t('close')}
      </Button>
    );
  if (detail.state === 'closed' && mayClose)
    return (
      <Button type="primary" onClick={pay}>
        {t('markPaid')}
      </Button>
    );
  return null;
};
