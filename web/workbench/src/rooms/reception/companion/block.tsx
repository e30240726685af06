import { Suspense, type ReactNode } from 'react';
import { DownOutlined } from '@ant-design/icons';
import { isBoolean, remembered } from '@/shared/store/remembered';
import { createStore, useStore, type Store } from '@/shared/store/store';
import css from './companion.module.css';

export const blockOpen = {
  policies: remembered('companion.block.policies', false, isBoolean),
  /** Where nothing says what the buyer asks about, the list is the way. */
  policiesAlone: remembered('companion.block.policies-alone', true, isBoolean),
  orders: remembered('companion.block.orders', true, isBoolean),
  promises: remembered('companion.block.promises', true, isBoolean),
  today: remembered('companion.block.today', false, isBoolean),
  goods: remembered('companion.block.goods', false, isBoolean),
  past: remembered('companion.block.past', false, isBoolean),
  dossier: remembered('companion.block.dossier', false, isBoolean),
  // Acts and not knowledge: folded again with the next buyer's window.
  note: createStore(false),
  help: createStore(false),
};

/** A foldable part of the column; what stays folded is never fetched. */
export const Block = ({ title, isOpen, children }: { title: string; isOpen: Store<boolean>; children: ReactNode }) => {
  const open = useStore(isOpen);
  return (
    <section className={css['block']}>
      <h2>
        <button type="button" aria-expanded={open} onClick={() => isOpen.set(!open)}>
          <DownOutlined />
          {title}
        </button>
      </h2>
      {open && (
        <div className={css['body']}>
          <Suspense fallback={null}>{children}</Suspense>
        </div>
      )}
    </section>
  );
};
