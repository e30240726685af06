import { Section } from '@/shared/ui/page';
import { useImportText } from './import/text';
import css from './orders.module.css';
import type { Kept } from './wire';

/** What files said in columns that nobody knows. */
export const KeptCells = ({ kept }: { kept: Kept[] }) => {
  const t = useImportText();
  if (kept.length === 0) return null;
  return (
    <Section title={t('keptTitle')}>
      {kept.map((part) => (
        <div key={`${part.part} ${part.key}`}>
          {part.part !== 'order' && (
            <h3 className={css['sub']}>{t(part.part === 'line' ? 'keptOfLine' : 'keptOfRefund', { key: part.key })}</h3>
          )}
          <dl className={css['facts']}>
            {Object.entries(part.cells).map(([header, text]) => (
              <KeptCell key={header} header={header} text={text} />
            ))}
          </dl>
        </div>
      ))}
    </Section>
  );
};

const KeptCell = ({ header, text }: { header: string; text: string }) => (
  <>
    <dt>{header}</dt>
    <dd>{text}</dd>
  </>
);
