import { useText } from './text';

const record = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A visitor whom nobody knows by name has only the number of the record: its end tells visitors apart. */
export const BuyerName = ({ buyer }: { buyer: string }) => {
  const t = useText();
  return record.test(buyer) ? <span title={buyer}>{t('visitor', { end: buyer.slice(-5) })}</span> : <>{buyer}</>;
};
