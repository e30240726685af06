import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Tooltip } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { useText } from './text';

const everyMs = 120_000;

/** Tells an agent that what they said to be fine was answered, and the owner that somebody waits. */
export const Waiting = () => (useMay('guard.hit.read') ? <Told /> : null);

const Told = () => {
  const t = useText();
  const shop = useShop();
  const navigate = useNavigate();
  const waiting = useQuery({
    queryKey: ['guard', shop.id, 'waiting'],
    queryFn: ({ signal }) =>
      api.get<{ answers: number; open: number }>('/api/guard/waiting', { query: { shop: shop.id }, signal }),
    refetchInterval: everyMs,
    enabled: shop.id !== '',
  });
  const { answers = 0, open = 0 } = waiting.data ?? {};
  if (answers + open === 0) return null;
  const label = t(answers > 0 ? 'answersWait' : 'openWait');
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        aria-label={label}
        icon={
          <Badge count={answers + open} size="small">
            <SafetyCertificateOutlined />
          </Badge>
        }
        onClick={() => void navigate(answers > 0 ? '/guard/proposals?state=all' : '/guard/proposals')}
      />
    </Tooltip>
  );
};
