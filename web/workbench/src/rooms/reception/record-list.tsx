import { useMinute } from '@/shared/time/now';
import { dayName } from '@/shared/time/format';
import { Bubble } from './bubble';
import css from './record.module.css';
import type { RecordLine } from './record-lines';
import type { Found } from './search/marked';
import { Steps } from './steps';
import { useText } from './text';
import type { Head } from './wire';

/** The message somebody came to see, and the words in it that were searched for. */
export type Sought = { seq: number; found: readonly Found[] };

type ListProps = {
  lines: readonly RecordLine[];
  buyer: Head['buyer'];
  zone: string;
  /** The last message the buyer has read. */
  lastRead: number | undefined;
  sought?: Sought;
};

export const RecordList = ({ lines, buyer, zone, lastRead, sought }: ListProps) => {
  const t = useText();
  const minute = useMinute();
  return lines.map((line) => {
    switch (line.kind) {
      case 'day':
        return (
          <div key={line.key} className={css['day']}>
            {dayName(line.at, zone, minute)}
          </div>
        );
      case 'unread':
        return (
          <div key={line.key} className={css['unread']}>
            {t('unreadLine', { n: line.count })}
          </div>
        );
      case 'steps':
        return <Steps key={line.key} messages={line.messages} zone={zone} sought={sought?.seq} />;
      case 'message':
        return (
          <Bubble
            key={line.key}
            message={line.message}
            buyer={buyer}
            zone={zone}
            isFollowing={line.isFollowing}
            isRead={line.message.seq === lastRead}
            found={line.message.seq === sought?.seq ? sought.found : undefined}
          />
        );
    }
  });
};
