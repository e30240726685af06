import { useState } from 'react';
import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useSearchParams } from 'react-router';
import { useStore } from '@/shared/store/store';
import css from './orders.module.css';
import { useText } from './text';
import { savedViews } from './views';

const tabs = ['all', 'paid', 'unpaid', 'undecided', 'silent', 'oversold'] as const;
const labels = {
  all: 'viewAll',
  paid: 'viewPaid',
  unpaid: 'viewUnpaid',
  undecided: 'viewUndecided',
  silent: 'viewSilent',
  oversold: 'viewOversold',
} as const;

/** The usual filters, and those that somebody kept on this device, as tabs. */
export const OrderTabs = () => {
  const t = useText();
  const saved = useStore(savedViews);
  const [search, setSearch] = useSearchParams();
  const now = search.toString();
  const active = saved.find((view) => view.search === now)?.name ?? null;
  const tab = search.get('tab') ?? 'all';
  const choose = (id: string) => {
    const next = new URLSearchParams(search);
    if (id === 'all') next.delete('tab');
    else next.set('tab', id);
    setSearch(next, { replace: true });
  };
  return (
    <div className={css['tabs']} role="tablist">
      {tabs.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={active === null && tab === id}
          className={css['tab']}
          onClick={() => choose(id)}
        >
          {t(labels[id])}
        </button>
      ))}
      {saved.map((view) => (
        <span key={view.name} className={css['saved']}>
          <button
            type="button"
            role="tab"
            aria-selected={active === view.name}
            className={css['tab']}
            onClick={() => setSearch(new URLSearchParams(view.search), { replace: true })}
          >
            {view.name}
          </button>
          <button
            type="button"
            className={css['remove']}
            aria-label={t('removeView', { name: view.name })}
            onClick={() => savedViews.set((all) => all.filter((item) => item.name !== view.name))}
          >
            <CloseOutlined />
          </button>
        </span>
      ))}
      {now !== '' && active === null && <SaveView search={now} />}
    </div>
  );
};

const SaveView = ({ search }: { search: string }) => {
  const t = useText();
  const [name, setName] = useState('');
  const [isOpen, setOpen] = useState(false);
  const save = () => {
    const trimmed = name.trim();
    if (trimmed === '') return;
    savedViews.set((all) => [...all.filter((item) => item.name !== trimmed), { name: trimmed, search }]);
    setOpen(false);
    setName('');
  };
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <Input
          autoFocus
          maxLength={20}
          placeholder={t('saveViewName')}
          aria-label={t('saveViewName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={save}
        />
      }
    >
      <Button size="small" type="link">
        {t('saveView')}
      </Button>
    </Popover>
  );
};
