import { useEffect, useRef } from 'react';
import { ToolOutlined } from '@ant-design/icons';
import { Badge, Button, Tooltip } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { chime } from '../../chime';
import { soundOn } from '../../preferences';
import { useText } from '../text';

const everyMs = 10_000;

type Faults = { faults: { id: string; reporter: string; what: string }[]; next: number | null };

/** A fault of phone, network or computer that nobody has dealt with (TEL-03): rings once, stays until it is handled. */
export const FaultBell = () => {
  const t = useText();
  const navigate = useNavigate();
  const open = useQuery({
    queryKey: ['people', 'faults', 'bell'],
    queryFn: ({ signal }) => api.get<Faults>('/api/people/faults', { query: { open: true, limit: 20 }, signal }),
    refetchInterval: everyMs,
    refetchIntervalInBackground: true,
  });
  const faults = open.data?.faults ?? [];
  const key = faults.map((fault) => fault.id).join(' ');
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (open.data === undefined) return;
    const before = told.current === null ? null : new Set(told.current.split(' '));
    told.current = key;
    if (before !== null && key !== '' && key.split(' ').some((one) => !before.has(one)) && soundOn.get()) chime();
  }, [open.data, key]);
  const first = faults[0];
  if (first === undefined) return null;
  const label = t('faultOpen', { n: faults.length, who: first.reporter, what: first.what });
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        danger
        aria-label={label}
        icon={
          <Badge count={faults.length} size="small">
            <ToolOutlined />
          </Badge>
        }
        onClick={() => void navigate('/people/faults')}
      />
    </Tooltip>
  );
};
