import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { Section } from '@/shared/ui/page';
import { useText } from './text';
import css from './house.module.css';

export const BackupSection = () => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t('backup')} actions={<Button onClick={() => setAsking(true)}>{t('runBackup')}</Button>}>
      <p className={css['lead']}>{t('backupText')}</p>
      <p className={css['quiet']}>{t('restoreHint')}</p>
      {asking && <Confirm onDone={() => setAsking(false)} />}
    </Section>
  );
};

/** Asks for the password; the browser then fetches the file itself, so its size does not matter to the page. */
const Confirm = ({ onDone }: { onDone: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const [password, setPassword] = useState('');
  const ask = useMutation({
    mutationFn: () => api.post<{ ticket: string }>('/api/house/backup', { password }),
    onSuccess: ({ ticket }) => {
      void message.info(t('started'));
      fetchFile(`/api/house/backup?ticket=${encodeURIComponent(ticket)}`);
      onDone();
    },
  });
  const send = () => {
    if (password !== '' && !ask.isPending) ask.mutate();
  };
  return (
    <Modal
      open
      title={t('confirmTitle')}
      okText={t('download')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: password === '', loading: ask.isPending }}
      onOk={send}
      onCancel={onDone}
    >
      <p>{t('confirmText')}</p>
      <Form.Item
        validateStatus={ask.isError ? 'error' : ''}
        help={ask.isError ? toProblem(ask.error).detail : undefined}
      >
        <Input.Password
          autoFocus
          autoComplete="current-password"
          aria-label={t('password')}
          placeholder={t('password')}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          onPressEnter={send}
        />
      </Form.Item>
      <p className={css['quiet']}>{t('backupText')}</p>
    </Modal>
  );
};

// A link of its own, not the page's address: a refusal then shows in a new tab and the workbench stays where it is.
const fetchFile = (address: string) => {
  const link = document.createElement('a');
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener';
  link.click();
};
