import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import css from './customers.module.css';
import { useText } from './text';
import type { Masked } from './wire';

type MaskedValueProps = { customer: string; field: string; label: string; value: Masked; mayShow: boolean };

/** A contact field as everybody sees it; the whole value is fetched for a reason and forgotten with the page. */
export const MaskedValue = ({ customer, field, label, value, mayShow }: MaskedValueProps) => {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const [whole, setWhole] = useState<string | null>(null);
  if (value.shown === null) return <span className={css['hint']}>{t('none')}</span>;
  return (
    <>
      {whole ?? value.shown}
      {value.hasMore && mayShow && whole === null && (
        <Button type="link" size="small" onClick={() => setAsking(true)}>
          {t('show')}
        </Button>
      )}
      {isAsking && (
        <AskReason
          customer={customer}
          field={field}
          label={label}
          onShown={(shown) => {
            setWhole(shown);
            setAsking(false);
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
};

type AskReasonProps = {
  customer: string;
  field: string;
  label: string;
  onShown: (value: string) => void;
  onCancel: () => void;
};

const AskReason = ({ customer, field, label, onShown, onCancel }: AskReasonProps) => {
  const t = useText();
  const [reason, setReason] = useState('');
  const show = useMutation({
    mutationFn: () => api.post<{ value: string }>(`/api/shop/buyers/${customer}/unmask`, { field, reason }),
    onSuccess: (answer) => onShown(answer.value),
  });
  const isReady = reason.trim().length >= 2;
  return (
    <Modal
      open
      title={t('showTitle', { field: label })}
      okText={t('show')}
      okButtonProps={{ disabled: !isReady, loading: show.isPending }}
      onOk={() => show.mutate()}
      onCancel={onCancel}
    >
      <p>{t('showText')}</p>
      <Input
        autoFocus
        maxLength={200}
        placeholder={t('reasonHint')}
        aria-label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => isReady && show.mutate()}
      />
      {show.isError && <Alert type="error" title={toProblem(show.error).detail} />}
    </Modal>
  );
};
