import { FlagOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { FlagMark } from '../marks';
import { flagColours } from '../zh-CN';
import { useCreditText } from './text';
import { useCreditAct } from './use-credit';

type FlagMenuProps = { orders: string[]; size?: 'small' | 'middle'; onDone?: () => void };

/** Sets a flag by name: whoever flags first may earn the order, so the house keeps who and when. */
export const FlagMenu = ({ orders, size = 'small', onDone }: FlagMenuProps) => {
  const t = useCreditText();
  const shop = useShop();
  const act = useCreditAct();
  const mayWrite = useMay('orders.event.write');
  if (!mayWrite) return null;
  const set = async (event: string, detail: string | null) => {
    const isDone = await act(
      () => api.post('/api/orders/events', { shop: shop.id, orders, event, detail }),
      t('flagged', { n: orders.length }),
    );
    if (isDone) onDone?.();
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...Object.keys(flagColours).map((colour) => ({ key: colour, label: <FlagMark flag={colour} /> })),
          { key: 'none', label: t('unflag') },
        ],
        onClick: ({ key }) => void (key === 'none' ? set('unflagged', null) : set('flagged', key)),
      }}
    >
      <Button size={size} icon={<FlagOutlined />}>
        {t('flagIt')}
      </Button>
    </Dropdown>
  );
};
