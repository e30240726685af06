import type { ReactNode } from 'react';
import { Tag } from 'antd';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { useText } from './text';
import css from './people.module.css';
import type { SessionLine } from './wire';

const browsers = ['Edg', 'Firefox', 'Chrome', 'Safari'];
const systems = ['Windows', 'Android', 'iPhone', 'Mac OS X', 'Linux'];

/** Enough of the browser's name to recognise one's own device; the whole text stands in the title. */
const deviceName = (client: string): string => {
  const find = (names: string[]) => names.find((name) => client.includes(name)) ?? '';
  return (
    [find(browsers).replace('Edg', 'Edge'), find(systems).replace('Mac OS X', 'Mac')].filter(Boolean).join(' · ') ||
    client.slice(0, 40)
  );
};

export const SessionList = ({
  sessions,
  action,
}: {
  sessions: SessionLine[];
  action?: (line: SessionLine) => ReactNode;
}) => {
  const t = useText();
  const zone = useZone();
  return sessions.map((line) => (
    <div key={line.id} className={css['between']}>
      <span className={css['grow']} title={line.client}>
        {deviceName(line.client)} {line.isThis && <Tag color="blue">{t('thisDevice')}</Tag>}
        <br />
        <span className={css['quiet']}>
          {line.address} · {t('lastSeen', { time: fullMoment(line.seenAt, zone) })}
        </span>
      </span>
      {action?.(line)}
    </div>
  ));
};
