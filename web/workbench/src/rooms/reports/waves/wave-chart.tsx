import { ChartBox } from '@/shared/ui/chart-box';
import { plusDays } from '../period';
import { useText } from './text';
import type { WaveDoor } from './wave-rows';
import { shareText } from './wave-value';
import css from './waves.module.css';
import type { Wave, WaveDay, WaveTopic } from './wire';

const width = 860;
const height = 190;
const pad = { top: 18, right: 8, bottom: 22, left: 8 };

type WaveChartProps = { wave: Wave; topic: WaveTopic; onOpen: (door: WaveDoor) => void };

/** One topic day by day: the campaign's days shaded, the usual share dashed, a day not yet counted a gap. */
export const WaveChart = ({ wave, topic, onOpen }: WaveChartProps) => {
  const t = useText();
  const { days } = wave;
  const sumOf = (day: WaveDay) => ({ asked: day.asked[topic.topic] ?? 0, buyers: day.buyers });
  const shareOf = (day: WaveDay) =>
    day.isCounted && day.buyers > 0 ? (day.asked[topic.topic] ?? 0) / day.buyers : null;
  const usual = topic.before.buyers === 0 ? null : topic.before.asked / topic.before.buyers;
  const most = Math.max(1e-9, usual ?? 0, ...days.map((day) => shareOf(day) ?? 0));
  const step = (width - pad.left - pad.right) / days.length;
  const x = (index: number) => pad.left + step * (index + 0.5);
  const y = (value: number) => height - pad.bottom - ((height - pad.top - pad.bottom) * value) / most;
  const during = days.flatMap((day, index) => (day.phase === 'during' ? [index] : []));
  return (
    <ChartBox
      title={t('lineOf', { name: topic.name })}
      sheet={{
        head: [t('day'), t('phase'), t('asked'), t('buyers'), t('share')],
        rows: days.map((day) => [
          day.day,
          t(`phase_${day.phase}`),
          day.isCounted ? String(sumOf(day).asked) : t('notCounted'),
          day.isCounted ? String(day.buyers) : '—',
          day.isCounted ? shareText(sumOf(day)) : '—',
        ]),
      }}
    >
      <div className={css['scroll']}>
        <svg
          className={css['chart']}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t('lineOf', { name: topic.name })}
        >
          {during.length > 0 && (
            <>
              <rect
                className={css['campaignDays']}
                x={pad.left + step * during[0]!}
                width={step * during.length}
                y={pad.top}
                height={height - pad.top - pad.bottom}
              />
              <text className={css['tick']} x={pad.left + step * during[0]! + 3} y={pad.top - 5}>
                {t('campaignDays')}
              </text>
            </>
          )}
          {usual !== null && (
            <>
              <line className={css['usual']} x1={pad.left} x2={width - pad.right} y1={y(usual)} y2={y(usual)} />
              <text className={css['tick']} x={pad.left} y={y(usual) - 4}>
                {t('usualLine', { share: shareText(topic.before) })}
              </text>
            </>
          )}
          <line
            className={css['axis']}
            x1={pad.left}
            x2={width - pad.right}
            y1={height - pad.bottom}
            y2={height - pad.bottom}
          />
          {days.map((day, index) => {
            const share = shareOf(day);
            if (share === null) return null;
            const { asked } = sumOf(day);
            const open = () =>
              onOpen({ topic: topic.topic, name: topic.name, from: day.day, to: plusDays(day.day, 1), count: asked });
            const said = `${day.day} ${shareText(sumOf(day))} (${asked}/${day.buyers})`;
            return (
              <g
                key={day.day}
                className={css['bar']}
                data-phase={day.phase}
                {...(asked > 0 && {
                  tabIndex: 0,
                  role: 'button',
                  onClick: open,
                  onKeyDown: (event: React.KeyboardEvent) => {
                    if (event.key === 'Enter') open();
                  },
                })}
                aria-label={said}
              >
                <title>{said}</title>
                <rect
                  x={x(index) - step / 2}
                  width={step}
                  y={pad.top}
                  height={height - pad.top - pad.bottom}
                  fill="transparent"
                />
                <rect
                  className={css['fill']}
                  x={x(index) - step * 0.36}
                  width={step * 0.72}
                  y={y(share)}
                  height={Math.max(0, height - pad.bottom - y(share))}
                />
              </g>
            );
          })}
          {days.map((day, index) =>
            index % Math.ceil(days.length / 8) === 0 ? (
              <text key={day.day} className={css['tick']} x={x(index)} y={height - 6} textAnchor="middle">
                {day.day.slice(5)}
              </text>
            ) : null,
          )}
        </svg>
      </div>
    </ChartBox>
  );
};
