import { useState } from 'react';
import { Button, Input } from 'antd';
import { useLive, useView } from '../use-live';
import type { Head } from '../wire';
import css from './floor.module.css';
import { Procedures } from './procedures/procedures';
import { useText } from './text';

/** How the book wants matters handled, and what to find out before a sale. */
export const Guides = ({ head }: { head: Head }) => {
  const t = useText();
  const { procedures = [], needChecklist: needs = [] } = useView((view) => view.settings);
  return (
    <>
      {procedures.length === 0 && needs.length === 0 && <p className={css['hint']}>{t('noGuides')}</p>}
      {procedures.length > 0 && <Procedures key={`procedures ${head.id}`} head={head} />}
      {needs.length > 0 && <Needs key={head.id} head={head} needs={needs} />}
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
