import { BellOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useStore } from '@/shared/store/store';
import { chime } from './chime';
import css from './conversation-list.module.css';
import { desktopNotify, soundOn } from './preferences';
import { useText } from './text';

const canNotify = 'Notification' in window;

const allow = async (): Promise<void> => {
  const answer = canNotify ? await Notification.requestPermission() : 'denied';
  desktopNotify.set(answer === 'granted' ? 'yes' : 'no');
};

/** The browser's own question comes only after the person asked for it here. */
export const AlertSwitch = () => {
  const t = useText();
  const sound = useStore(soundOn);
  const desktop = useStore(desktopNotify);
  const isBlocked = canNotify && Notification.permission === 'denied';
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('notifySettings')}
      content={
        <div className={css['alerts']}>
          <Checkbox
            checked={sound}
            onChange={(event) => {
              soundOn.set(event.target.checked);
              if (event.target.checked) chime();
            }}
          >
            {t('sound')}
          </Checkbox>
          <Checkbox
            checked={desktop === 'yes' && !isBlocked}
            disabled={!canNotify || isBlocked}
            onChange={(event) => (event.target.checked ? void allow() : desktopNotify.set('no'))}
          >
            {t('desktopNotify')}
          </Checkbox>
          {isBlocked && <p>{t('notifyBlocked')}</p>}
        </div>
      }
    >
      <Button type="text" size="small" icon={<BellOutlined />} aria-label={t('notifySettings')} />
    </Popover>
  );
};
