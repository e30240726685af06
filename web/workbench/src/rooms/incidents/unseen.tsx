import { useQuery } from '@tanstack/react-query';
import { AuditOutlined } from '@ant-design/icons';
import { Badge, Button, Tooltip } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { useText } from './text';

const everyMs = 120_000;

/** Tells somebody that a mistake of theirs was proposed or decided. */
export const Unseen = () => (useMay('pay.incident.read') ? <Told /> : null);

const Told = () => {
  const t = useText();
  const shop = useShop();
  const navigate = useNavigate();
  const unseen = useQuery({
    queryKey: ['incidents', shop.id, 'unseen'],
    queryFn: ({ signal }) =>
      api.get<{ count: number }>('/api/pay/incidents/unseen', { query: { shop: shop.id }, signal }),
    refetchInterval: everyMs,
    enabled: shop.id !== '',
  });
  const count = unseen.data?.count ?? 0;
  if (count === 0) return null;
  return (
    <Tooltip title={t('aboutMe')}>
      <Button
        type="text"
        aria-label={t('aboutMe')}
        icon={
          <Badge count={count} size="small">
            <AuditOutlined />
          </Badge>
        }
        onClick={() => void navigate('/incidents?mine=1')}
      />
    </Tooltip>
  );
};
