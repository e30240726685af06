import { App, Button, Input, Modal } from 'antd';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { copyText } from '@/shared/ui/copy-text';
import { useText } from './text';
import css from './people.module.css';
import type { Link } from './wire';

/** A fresh link, shown once to be copied: the house sends no mail. */
export const LinkDialog = ({ link, name, onClose }: { link: Link | null; name: string; onClose: () => void }) => {
  const t = useText();
  const zone = useZone();
  const { message } = App.useApp();
  const address = link === null ? '' : window.location.origin + link.path;
  const copy = async () => {
    if (await copyText(address)) void message.success(t('copied'));
    else void message.warning(t('copyByHand'));
  };
  return (
    <Modal
      open={link !== null}
      title={t('linkReady', { name })}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('done')}</Button>}
    >
      <p className={css['lead']}>
        {t('linkReadyText', { until: link === null ? '' : fullMoment(link.expiresAt, zone) })}
      </p>
      <div className={css['row']}>
        <Input className={css['grow'] ?? ''} value={address} readOnly onFocus={(event) => event.target.select()} />
        <Button type="primary" onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
    </Modal>
  );
};
