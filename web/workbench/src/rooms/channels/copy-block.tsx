import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { copyText } from '@/shared/ui/copy-text';
import css from './channels.module.css';
import { useText } from './text';

/** Code to take along; where the clipboard is closed (no https), the text is selected for the hand. */
export const CopyBlock = ({ text, label }: { text: string; label: string }) => {
  const t = useText();
  const { message } = App.useApp();
  const copy = async (area: HTMLElement | null) => {
    if (await copyText(text)) void message.success(t('copied'));
    else if (area !== null) window.getSelection()?.selectAllChildren(area);
  };
  return (
    <div className={css['code']}>
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <Button
        size="small"
        icon={<CopyOutlined />}
        onClick={(event) => void copy(event.currentTarget.parentElement?.querySelector('pre') as HTMLElement | null)}
      >
        {t('copy')}
      </Button>
    </div>
  );
};
