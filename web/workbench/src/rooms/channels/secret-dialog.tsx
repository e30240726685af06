import { Button, Modal } from 'antd';
import { CopyBlock } from './copy-block';
import { useText } from './text';

/** The only time the secret is seen: no click beside it closes the window. */
export const SecretDialog = ({ secret, onKept }: { secret: string; onKept: () => void }) => {
  const t = useText();
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={t('secretTitle')}
      footer={
        <Button type="primary" onClick={onKept}>
          {t('secretKept')}
        </Button>
      }
    >
      <p>{t('secretText')}</p>
      <CopyBlock label={t('secret')} text={secret} />
    </Modal>
  );
};
