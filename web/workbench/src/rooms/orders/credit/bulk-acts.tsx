import { Button } from 'antd';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { DecideDialog } from './decide-dialog';
import { FlagMenu } from './flag-menu';
import { useCreditText } from './text';
import { useCreditAct } from './use-credit';

/** What can be done with all selected orders at once. */
export const BulkActs = ({ orders, onDone }: { orders: string[]; onDone: () => void }) => {
  const t = useCreditText();
  const shop = useShop();
  const act = useCreditAct();
  const mayDecide = useMay('orders.credit.decide');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <FlagMenu orders={orders} onDone={onDone} />
      {mayDecide && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('decideByHand')}
        </Button>
      )}
      {isAsking && (
        <DecideDialog
          title={t('decideTitle', { n: orders.length })}
          shares={[{ person: '', weight: 1 }]}
          onClose={() => setAsking(false)}
          onDecide={async (reason, shares) => {
            const isDone = await act(
              () => api.post('/api/orders/credits/decide', { shop: shop.id, orders, shares, reason }),
              t('decided', { n: orders.length }),
            );
            if (isDone) onDone();
            return isDone;
          }}
        />
      )}
    </>
  );
};
