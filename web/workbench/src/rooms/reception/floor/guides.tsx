import { useState } from 'react';
import { Button, Checkbox, Input } from 'antd';
import { useLive, useView } from '../use-live';
import type { Head } from '../wire';
import css from './floor.module.css';
import { useText } from './text';

/** What to find out before a sale, and what to do when a parcel is asked for: both in the words of the book. */
export const Guides = ({ head }: { head: Head }) => {
  const t = useText();
  const {
    chatCourse: course = [],
    needChecklist: needs = [],
    parcelSteps: steps = [],
  } = useView((view) => view.settings);
  return (
    <>
      {course.length === 0 && needs.length === 0 && steps.length === 0 && (
        <p className={css['hint']}>{t('noGuides')}</p>
      )}
      {course.length > 0 && <Course key={`course ${head.id}`} head={head} course={course} />}
      {needs.length > 0 && <Needs key={head.id} head={head} needs={needs} />}
      {steps.length > 0 && (
        <>
          <h3 className={css['guide']}>{t('parcelTitle')}</h3>
          <div className={css['stack']} key={head.id}>
            {steps.map((step, index) => (
              <Checkbox key={step}>{t('step', { n: index + 1, step })}</Checkbox>
            ))}
          </div>
        </>
      )}
    </>
  );
};

/** How far each chat has come, for as long as the desk is open; what is written as a note stays. */
const ticks = new Map<string, readonly string[]>();

const Course = ({ head, course }: { head: Head; course: readonly string[] }) => {
  const t = useText();
  const live = useLive();
  const [done, setDone] = useState<readonly string[]>(ticks.get(head.id) ?? []);
  const tick = (step: string, isDone: boolean) => {
    const next = course.filter((one) => (one === step ? isDone : done.includes(one)));
    ticks.set(head.id, next);
    setDone(next);
  };
  const keep = () => {
    const left = course.filter((step) => !done.includes(step));
    const lines = [t('courseDone', { steps: done.join(t('comma')) })];
    if (left.length > 0) lines.push(t('courseLeft', { steps: left.join(t('comma')) }));
    live.send({ c: head.id, kind: 'note', text: lines.join('\n') });
  };
  return (
    <>
      <h3 className={css['guide']}>
        {t('courseTitle')} <span className={css['hint']}>{t('needCount', { n: done.length, of: course.length })}</span>
      </h3>
      <div className={css['stack']}>
        {course.map((step, index) => (
          <Checkbox key={step} checked={done.includes(step)} onChange={(event) => tick(step, event.target.checked)}>
            {t('step', { n: index + 1, step })}
          </Checkbox>
        ))}
        <Button size="small" disabled={done.length === 0} onClick={keep}>
          {t('needKeep')}
        </Button>
      </div>
    </>
  );
};

const Needs = ({ head, needs }: { head: Head; needs: readonly string[] }) => {
  const t = useText();
  const live = useLive();
  const [said, setSaid] = useState<Record<string, string>>({});
  const known = needs.filter((need) => (said[need] ?? '').trim() !== '');
  const keep = () => {
    const text = known.map((need) => t('needLine', { need, said: (said[need] ?? '').trim() })).join('\n');
    live.send({ c: head.id, kind: 'note', text: `${t('needNote')}\n${text}` });
    setSaid({});
  };
  return (
    <>
      <h3 className={css['guide']}>
        {t('needTitle')} <span className={css['hint']}>{t('needCount', { n: known.length, of: needs.length })}</span>
      </h3>
      <div className={css['stack']}>
        {needs.map((need) => (
          <Input
            key={need}
            size="small"
            prefix={<span className={css['hint']}>{need}</span>}
            aria-label={need}
            maxLength={60}
            value={said[need] ?? ''}
            onChange={(event) => setSaid((before) => ({ ...before, [need]: event.target.value }))}
          />
        ))}
        <Button size="small" disabled={known.length === 0} onClick={keep}>
          {t('needKeep')}
        </Button>
      </div>
    </>
  );
};
