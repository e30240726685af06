import { Button } from 'antd';
import { Link } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { useText } from './text';

/** Offers as files: out as the import takes them, and in. */
export const OfferFiles = ({ kind, may }: { kind: 'promotions' | 'policies'; may: boolean }) => {
  const t = useText();
  const { id } = useShop();
  const mayImport = useMay('orders.import.run');
  if (!may) return null;
  return (
    <>
      <Button href={`/api/shop/${kind}/export?shop=${id}`}>{t('exportFile')}</Button>
      {mayImport && (
        <Link to="/orders/import">
          <Button>{t('importFile')}</Button>
        </Link>
      )}
    </>
  );
};
