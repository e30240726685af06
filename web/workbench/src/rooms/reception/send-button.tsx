import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space } from 'antd';
import { useStore } from '@/shared/store/store';
import type { Mode } from './drafts';
import { sendKey } from './preferences';
import { useText } from './text';

export const SendButton = ({ mode, isDisabled, onSend }: { mode: Mode; isDisabled: boolean; onSend: () => void }) => {
  const t = useText();
  const key = useStore(sendKey);
  const items = (['enter', 'ctrl-enter'] as const).map((choice) => ({
    key: choice,
    label: t(choice === 'enter' ? 'sendByEnter' : 'sendByCtrlEnter'),
    extra: key === choice ? '✓' : '',
    onClick: () => sendKey.set(choice),
  }));
  return (
    <Space.Compact>
      <Button type="primary" disabled={isDisabled} onClick={onSend}>
        {t(mode === 'note' ? 'saveNote' : 'send')}
      </Button>
      <Dropdown menu={{ items }} trigger={['click']} placement="topRight">
        <Button type="primary" icon={<DownOutlined />} aria-label={t('sendWith')} />
      </Dropdown>
    </Space.Compact>
  );
};
