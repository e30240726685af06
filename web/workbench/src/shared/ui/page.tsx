import type { ReactNode } from 'react';
import css from './page.module.css';

type PageProps = { title: string; subtitle?: string; actions?: ReactNode; children: ReactNode };

/** The shape of every page that is not three columns: a title line that stays, and content that scrolls. */
export const Page = ({ title, subtitle, actions, children }: PageProps) => (
  <div className={css['page']}>
    <header className={css['head']}>
      <h1 className={css['title']}>{title}</h1>
      {subtitle !== undefined && <span className={css['subtitle']}>{subtitle}</span>}
      <span className={css['space']} />
      {actions}
    </header>
    <div className={css['body']}>{children}</div>
  </div>
);

/** A white block inside a page. */
export const Section = ({ title, actions, children }: { title?: string; actions?: ReactNode; children: ReactNode }) => (
  <section className={css['section']}>
    {title !== undefined && (
      <div className={css['sectionHead']}>
        <h2 className={css['sectionTitle']}>{title}</h2>
        <span className={css['space']} />
        {actions}
      </div>
    )}
    {children}
  </section>
);
