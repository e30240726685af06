import { Tag } from 'antd';
import { useText } from './text';
import type { Identity } from './wire';

export const IdentityMark = ({ identity }: { identity: Identity }) => {
  const t = useText();
  return <Tag {...(identity === 'signed' ? { color: 'success' } : {})}>{t(identity)}</Tag>;
};
