import { useMemo, useState } from 'react';
import { Alert, Input, Modal } from 'antd';
import { toProblem } from '@/shared/api/problem';
import css from './goods.module.css';
import { readPasted } from './sheet-rows';
import { useText } from './text';
import { useGoodsAct } from './use-goods';
import type { DeliveryTaken } from './wire';

/** Rows out of a spreadsheet: read while they are pasted, kept in one press; what is refused is named and stays. */
export const DeliveryPaste = ({ onDone }: { onDone: () => void }) => {
  const t = useText();
  const [text, setText] = useState('');
  const read = useMemo(() => readPasted(text), [text]);
  const act = useGoodsAct<DeliveryTaken>((taken) => {
    if (taken.refused.length === 0) setText('');
  });
  const taken = act.data;
  return (
    <Modal
      open
      width={640}
      title={t('pasteTitle')}
      okText={t('put', { n: read.rows.length })}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: read.rows.length === 0, loading: act.isPending }}
      onOk={() => act.mutate({ path: '/delivery', body: { rows: read.rows } })}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <p className={css['quiet']}>{t('pasteHint')}</p>
        <Input.TextArea
          autoFocus
          rows={10}
          aria-label={t('pasteTitle')}
          placeholder={t('pasteExample')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {read.rows.length > 0 && <span className={css['quiet']}>{t('pasteRead', { n: read.rows.length })}</span>}
        {read.wrongMoney.map((line) => (
          <Alert key={line} type="warning" title={t('moneyWrongLine', { line })} />
        ))}
        {taken !== undefined && (
          <Alert
            type="success"
            title={t('putDone', { new: taken.new, changed: taken.changed, same: taken.unchanged })}
          />
        )}
        {taken?.refused.map((one) => (
          <Alert
            key={one.line}
            type="warning"
            title={t('putRefused', { line: one.line, region: one.region, reason: one.reason })}
          />
        ))}
        {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
      </div>
    </Modal>
  );
};
