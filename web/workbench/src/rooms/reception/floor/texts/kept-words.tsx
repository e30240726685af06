import { Form, Input } from 'antd';
import { MarkLine } from './mark-line';
import { useTextsText } from './text';
import { useTextMark } from './use-texts';

type KeptWordsProps = {
  /** What is about to be kept. */
  text: string;
  reason: string;
  onReason: (reason: string) => void;
  /** What the server says of the reason. */
  wrong?: { validateStatus?: 'error'; help?: string };
};

/** What the guard says of words that another page keeps, and the place for the reason where it asks for one. */
export const KeptWords = ({ text, reason, onReason, wrong = {} }: KeptWordsProps) => {
  const t = useTextsText();
  const mark = useTextMark(text);
  return (
    <>
      {mark !== null && <MarkLine mark={mark} />}
      {(mark?.level === 'confirm' || reason !== '') && (
        <Form.Item label={t('reason')} htmlFor="kept-reason" extra={t('reasonShop')} {...wrong}>
          <Input id="kept-reason" maxLength={200} value={reason} onChange={(event) => onReason(event.target.value)} />
        </Form.Item>
      )}
    </>
  );
};
