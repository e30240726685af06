import { useMemo, useState } from 'react';
import { Button } from 'antd';
import css from './composer.module.css';
import { saidOf } from './monologue';
import { useText } from './text';
import { useThread, useView } from './use-live';

/** A hint only: so many lines in a row and the buyer has said nothing. How many stands in the book. */
export const MonologueHint = ({ c, isOn }: { c: string; isOn: boolean }) => {
  const t = useText();
  const limit = useView((view) => view.settings.monologueLines);
  const thread = useThread(c);
  const [offFor, setOff] = useState<string | null>(null);
  const said = useMemo(() => saidOf((thread?.messages ?? []).map((line) => line.message)), [thread]);
  if (!isOn || limit === undefined || said.run < limit || offFor === c) return null;
  return (
    <p className={css['why']} role="status">
      {t('monologue', { n: said.run, mine: said.mine, theirs: said.theirs })}{' '}
      <Button size="small" type="link" onClick={() => setOff(c)}>
        {t('monologueOff')}
      </Button>
    </p>
  );
};
