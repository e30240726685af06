import { useState } from 'react';
import { Button, Select } from 'antd';
import { useSharedText } from '@/shared/i18n/shared-text';
import css from './forms.module.css';
import { useText } from './text';
import { useView } from './use-live';
import type { Head } from './wire';

const sameText = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n');

export const TagForm = ({ head, onDone }: { head: Head; onDone: (tags: readonly string[]) => void }) => {
  const t = useText();
  const shared = useSharedText();
  const [tags, setTags] = useState<string[]>(head.tags);
  const used = useView(
    (view) => [...new Set([...view.entries.values()].flatMap((entry) => entry.head.tags))].sort(),
    sameText,
  );
  return (
    <div className={css['form']}>
      <Select
        mode="tags"
        autoFocus
        defaultOpen={used.length > 0}
        value={tags}
        placeholder={t('addTag')}
        aria-label={t('addTag')}
        options={used.map((tag) => ({ value: tag, label: tag }))}
        onChange={setTags}
      />
      <Button type="primary" onClick={() => onDone(tags)}>
        {shared('save')}
      </Button>
    </div>
  );
};
