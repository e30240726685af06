import { useState } from 'react';
import { Button } from 'antd';
import { plusDays } from '../period';
import { whole } from '../value';
import { useText } from './text';
import type { WaveDoor } from './wave-rows';
import { isAbove, shareText, timesOf } from './wave-value';
import css from './waves.module.css';
import type { Peak, Sum, Wave, WaveTopic } from './wire';

const shownFirst = 12;

type WaveTableProps = {
  wave: Wave;
  picked: string;
  onPick: (topic: string) => void;
  onOpen: (door: WaveDoor) => void;
};

/** A line a topic: its share usually, during and after, and its peaks; every number opens into the buyers. */
export const WaveTable = ({ wave, picked, onPick, onOpen }: WaveTableProps) => {
  const t = useText();
  const [isWhole, setWhole] = useState(false);
  const { topics, first, from, to, end } = wave;
  return (
    <>
      <div className={css['scroll']}>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t('topic')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('during')}</th>
              <th scope="col">{t('afterwards')}</th>
              <th scope="col">{t('peak')}</th>
              <th scope="col">{t('most')}</th>
            </tr>
          </thead>
          <tbody>
            {(isWhole ? topics : topics.slice(0, shownFirst)).map((one) => (
              <tr key={one.topic} data-picked={one.topic === picked}>
                <th scope="row">
                  <button
                    type="button"
                    className={css['pick']}
                    aria-pressed={one.topic === picked}
                    aria-label={t('showLine', { name: one.name })}
                    onClick={() => onPick(one.topic)}
                  >
                    {one.name}
                  </button>
                </th>
                <SumCell topic={one} sum={one.before} from={first} to={from} onOpen={onOpen} />
                <SumCell topic={one} sum={one.during} from={from} to={to} onOpen={onOpen} />
                <SumCell topic={one} sum={one.after} from={to} to={end} onOpen={onOpen} />
                <PeakCell topic={one} peak={one.peak} kind="peak" onOpen={onOpen} />
                <PeakCell topic={one} peak={one.most} kind="most" onOpen={onOpen} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {topics.length > shownFirst && (
        <p className={css['more']}>
          <Button size="small" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('fewer') : t('allTopics', { n: topics.length })}
          </Button>
        </p>
      )}
    </>
  );
};

type SumCellProps = { topic: WaveTopic; sum: Sum; from: string; to: string; onOpen: (door: WaveDoor) => void };

const SumCell = ({ topic, sum, from, to, onOpen }: SumCellProps) => (
  <td>
    <span className={css['share']}>{shareText(sum)}</span>
    <Door
      topic={topic}
      count={sum.asked}
      from={from}
      to={to}
      text={`${whole(sum.asked)}/${whole(sum.buyers)}`}
      onOpen={onOpen}
    />
  </td>
);

type PeakCellProps = {
  topic: WaveTopic;
  peak: Peak | null;
  kind: 'peak' | 'most';
  onOpen: (door: WaveDoor) => void;
};

const PeakCell = ({ topic, peak, kind, onOpen }: PeakCellProps) => {
  if (peak === null) return <td>—</td>;
  const times = timesOf(peak, topic.before);
  return (
    <td>
      <span className={css['share']} data-high={kind === 'peak' && isAbove(peak, topic.before)}>
        {kind === 'peak' ? shareText(peak) : whole(peak.asked)}
        {kind === 'peak' && times !== null && <small>×{times.toFixed(1)}</small>}
      </span>
      <Door
        topic={topic}
        count={peak.asked}
        from={peak.day}
        to={plusDays(peak.day, 1)}
        text={
          kind === 'peak'
            ? `${peak.day.slice(5)} ${whole(peak.asked)}/${whole(peak.buyers)}`
            : `${peak.day.slice(5)} ${shareText(peak)}`
        }
        onOpen={onOpen}
      />
    </td>
  );
};

type DoorProps = {
  topic: WaveTopic;
  count: number;
  from: string;
  to: string;
  text: string;
  onOpen: (door: WaveDoor) => void;
};

const Door = ({ topic, count, from, to, text, onOpen }: DoorProps) => {
  const t = useText();
  if (count === 0) return <small>{text}</small>;
  return (
    <button
      type="button"
      className={css['door']}
      aria-label={t('open', { name: topic.name, what: text })}
      onClick={() => onOpen({ topic: topic.topic, name: topic.name, from, to, count })}
    >
      {text}
    </button>
  );
};
