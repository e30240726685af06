import { Form, Segmented, Select } from 'antd';
import css from './offers.module.css';
import { useText } from './text';
import type { Scope } from './wire';

const hints = { category: 'categoryHint', item: 'itemHint', buyer: 'buyerHint' } as const;

/** For what it holds: the whole shop, categories or items by their numbers. */
export const ScopeFields = ({
  scope,
  onChange,
  problem,
  kinds = ['all', 'category', 'item'],
}: {
  scope: Scope;
  onChange: (scope: Scope) => void;
  problem?: string;
  kinds?: readonly Scope['kind'][];
}) => {
  const t = useText();
  return (
    <Form.Item
      label={t('scope')}
      {...(problem === undefined ? {} : { validateStatus: 'error' as const, help: problem })}
    >
      <div className={css['stack']}>
        <Segmented
          value={scope.kind}
          onChange={(kind) => onChange({ kind, targets: kind === scope.kind ? scope.targets : [] })}
          options={kinds.map((value) => ({ value, label: t(`scope-${value}`) }))}
        />
        {scope.kind !== 'all' && (
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[' ', ',', '\n']}
            value={scope.targets}
            placeholder={t(hints[scope.kind])}
            aria-label={t(hints[scope.kind])}
            onChange={(targets: string[]) => onChange({ ...scope, targets })}
          />
        )}
      </div>
    </Form.Item>
  );
};
