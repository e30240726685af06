import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useSession } from '@/shared/session';
import { LineFacts } from './line-facts';
import { factors, money, multiplies } from './money';
import { ObjectionDialog } from './objection-dialog';
import css from './pay.module.css';
import { useText } from './text';
import type { LineGroup, Slip, SlipLine } from './wire';

const order: readonly LineGroup[] = ['base', 'commission', 'bonus', 'deduction', 'guard', 'adjustment'];
const titles = {
  base: 'groupBase',
  commission: 'groupCommission',
  bonus: 'groupBonus',
  deduction: 'groupDeduction',
  guard: 'groupGuard',
  adjustment: 'groupAdjustment',
} as const;

/** The lines of a slip by group; each opens into quantity × rate, the sentence, the rule and its facts. */
export const SlipLines = ({ slip }: { slip: Slip }) => {
  const t = useText();
  const [doubted, setDoubted] = useState<SlipLine | null>(null);
  return (
    <>
      {order.map((group) => {
        const lines = slip.lines.filter((line) => line.group === group);
        if (lines.length === 0) return null;
        return (
          <section key={group} className={css['group']}>
            <h2>
              <span>{t(titles[group])}</span>
              <span className={css['number']}>{money(lines.reduce((sum, line) => sum + line.amount, 0))}</span>
            </h2>
            {lines.map((line) => (
              <Line key={line.code} slip={slip} line={line} onDoubt={() => setDoubted(line)} />
            ))}
          </section>
        );
      })}
      <div className={css['sum']}>
        <span>{t('total')}</span>
        <span className={css['number']}>¥{money(slip.total)}</span>
      </div>
      {doubted !== null && <ObjectionDialog slip={slip} line={doubted} onClose={() => setDoubted(null)} />}
    </>
  );
};

type LineProps = { slip: Slip; line: SlipLine; onDoubt: () => void };

const Line = ({ slip, line, onDoubt }: LineProps) => {
  const t = useText();
  const { hash } = useLocation();
  const { person: me } = useSession();
  const isAsked = decodeURIComponent(hash.slice(1)) === line.code;
  const [chosen, setOpen] = useState<boolean | null>(null);
  const isOpen = chosen ?? isAsked;
  const isOwn = me.id === slip.person;
  return (
    <div className={css['line']} id={line.code} data-open={isOpen}>
      <button type="button" className={css['lineHead']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={css['arrow']}>{isOpen ? <DownOutlined /> : <RightOutlined />}</span>
        <span className={css['lineName']}>
          {line.name}
          {line.objection !== null && <Tag color="orange">{t('doubted')}</Tag>}
        </span>
        <span className={css['reckoning']}>
          {multiplies(line.quantity, line.rate, line.amount) ? factors(line.quantity ?? '', line.rate ?? '') : ''}
        </span>
        <span className={css['amount']} data-taken={line.amount < 0}>
          {money(line.amount)}
        </span>
      </button>
      <div className={css['lineBody']} hidden={!isOpen}>
        <p>{line.text}</p>
        <dl className={css['facts']}>
          {line.quantity !== null && (
            <>
              <dt>{t('reckoning')}</dt>
              <dd className={css['number']}>
                {multiplies(line.quantity, line.rate, line.amount)
                  ? `${factors(line.quantity, line.rate ?? '')} = ${money(line.amount)}`
                  : t('reckoned', { quantity: line.quantity, rate: line.rate ?? '—', amount: money(line.amount) })}
              </dd>
            </>
          )}
          {line.aboutMonth !== null && (
            <>
              <dt>{t('corrects')}</dt>
              <dd>
                <Link to={`/pay/months/${line.aboutMonth}/${slip.person}#${line.aboutCode ?? ''}`}>
                  {t('lineOf', { month: line.aboutMonth })}
                </Link>
              </dd>
            </>
          )}
          {line.ruleText.length > 0 && (
            <>
              <dt>{t('rule')}</dt>
              <dd>
                {line.ruleText.map((sentence) => (
                  <div key={sentence}>{sentence}</div>
                ))}
                {line.ruleLink !== null && <Link to={line.ruleLink}>{t('openBook')}</Link>}
              </dd>
            </>
          )}
          <LineFacts slip={slip} line={line} />
        </dl>
        {isOwn && slip.mayObject && line.objection === null && (
          <Button className={css['noPrint'] ?? ''} size="small" onClick={onDoubt}>
            {t('object')}
          </Button>
        )}
      </div>
    </div>
  );
};
