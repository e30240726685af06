import { useState } from 'react';
import { Button, Input, Segmented } from 'antd';
import css from './companion.module.css';
import { ownNames } from './kept';
import { useText } from './text';
import type { Asked, Said, Side } from './wire';

type UnclearProps = {
  asked: Asked;
  buyer: string;
  onSay: (said: Said, buyer: string) => void;
  onCancel: () => void;
};

const loose = '';

/** Nothing is guessed: whose a name or a line is, the person says; nothing is stored before. */
export const Unclear = ({ asked, buyer, onSay, onCancel }: UnclearProps) => {
  const t = useText();
  const open = [...new Set(asked.lines.filter((line) => line.side === 'unclear').map((line) => line.name ?? loose))];
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const [nick, setNick] = useState(asked.buyer ?? '');
  const knowsBuyer = asked.buyer !== null || Object.values(sides).includes('buyer') || nick.trim() !== '';
  const isReady = open.every((name) => sides[name] !== undefined) && knowsBuyer;
  const say = (all: Readonly<Record<string, Side>>) => {
    const { [loose]: nameless, ...names } = all;
    ownNames.set([...new Set([...ownNames.get(), ...Object.keys(names).filter((name) => names[name] === 'own')])]);
    const named = Object.keys(names).find((name) => names[name] === 'buyer');
    onSay({ names, ...(nameless === undefined ? {} : { loose: nameless }) }, asked.buyer ?? named ?? nick.trim());
  };
  const { stranger } = asked;
  return (
    <form
      className={css['unclear']}
      aria-label={t('unclearTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) say(sides);
      }}
    >
      {stranger !== null && buyer !== '' ? (
        <>
          <b>{t('strangerTitle', { name: stranger, buyer })}</b>
          <Button
            autoFocus
            size="small"
            type="primary"
            onClick={() => onSay({ names: { [stranger]: 'buyer' } }, stranger)}
          >
            {t('switchTo', { name: stranger })}
          </Button>
        </>
      ) : (
        <b>{open.length === 0 ? t('unclearNobody') : t('unclearTitle')}</b>
      )}
      {open.map((name, i) => {
        const line = asked.lines.find((one) => one.side === 'unclear' && (one.name ?? loose) === name);
        return (
          <div key={name} className={css['who']}>
            <span title={line?.text}>
              <b>{name === loose ? t('loose') : name}</b> {line?.text}
            </span>
            <Segmented<Side>
              size="small"
              autoFocus={i === 0 && stranger === null}
              {...(sides[name] === undefined ? { value: 'unclear' as Side } : { value: sides[name] })}
              onChange={(side) => setSides((before) => ({ ...before, [name]: side }))}
              options={[
                { value: 'buyer', label: t('isBuyer') },
                { value: 'own', label: t('isOwn') },
                { value: 'skip', label: t('skip') },
              ]}
            />
          </div>
        );
      })}
      {open.length === 0 && (
        <Input
          autoFocus
          size="small"
          value={nick}
          maxLength={100}
          placeholder={t('buyer')}
          aria-label={t('buyer')}
          onChange={(event) => setNick(event.target.value)}
        />
      )}
      <div className={css['acts']}>
        <Button size="small" type={stranger === null ? 'primary' : 'default'} htmlType="submit" disabled={!isReady}>
          {t('record')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
};
