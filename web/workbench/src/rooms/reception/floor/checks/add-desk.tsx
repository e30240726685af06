import { useState } from 'react';
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Space } from 'antd';
import { useText } from '../text';

const mostName = 20;

/** A desk gets its row here; it is kept with its first check. */
export const AddDesk = ({ onAdd }: { onAdd: (name: string) => void }) => {
  const t = useText();
  const [name, setName] = useState('');
  const add = () => {
    if (name.trim() === '') return;
    onAdd(name.trim());
    setName('');
  };
  return (
    <Space.Compact>
      <Input
        size="small"
        value={name}
        maxLength={mostName}
        placeholder={t('checksDeskName')}
        aria-label={t('checksDeskName')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={add}
      />
      <Button size="small" icon={<PlusOutlined />} disabled={name.trim() === ''} onClick={add}>
        {t('checksAddDesk')}
      </Button>
    </Space.Compact>
  );
};
