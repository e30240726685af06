/** One sheet, constructed: a page whose policy forbids inline styles can carry the widget. Colours come in as variables. */
export const sheetText = `
:host{all:initial;--fill:#9a3412;--ink:#fff;--bg:#fff;--soft:#f4f4f5;--line:#d9d9de;--text:#1c1c1f;--dim:#5f6067;--warn-bg:#fff4d6;--warn:#6b4600;--bad:#b42318;
font:14px/22px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;color:var(--text);color-scheme:light}
:host([data-dark]){--bg:#1d1e21;--soft:#2a2b30;--line:#45464d;--text:#ececef;--dim:#abacb5;--warn-bg:#3d3213;--warn:#f5d98b;--bad:#ff9c90;color-scheme:dark}
*{box-sizing:border-box}
[hidden]{display:none!important}
button{font:inherit;color:inherit;background:none;border:0;padding:0;margin:0;cursor:pointer}
:focus-visible{outline:2px solid var(--fill);outline-offset:2px}
:host([data-dark]) :focus-visible{outline-color:#fff}
svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round;display:block}
.launch{position:fixed;z-index:2147483000;right:calc(20px + env(safe-area-inset-right));bottom:calc(20px + env(safe-area-inset-bottom));min-height:52px;padding:0 20px 0 16px;border-radius:26px;background:var(--fill);color:var(--ink);display:flex;gap:8px;align-items:center;box-shadow:0 4px 18px #0003;font-weight:600}
.launch:focus-visible{outline-color:var(--text);outline-offset:3px}
.badge{position:absolute;top:-6px;right:-4px;min-width:22px;height:22px;border-radius:11px;background:#b42318;color:#fff;font-size:12px;padding:0 6px;text-align:center;font-variant-numeric:tabular-nums}
.panel{position:fixed;z-index:2147483001;right:20px;bottom:20px;width:380px;height:min(620px,calc(100vh - 40px));background:var(--bg);border:1px solid var(--line);border-radius:14px;box-shadow:0 12px 40px #0004;display:flex;flex-direction:column;overflow:hidden}
.panel.in{animation:rise .16s ease-out}
@keyframes rise{from{transform:translateY(12px);opacity:0}}
header{background:var(--fill);color:var(--ink);padding:12px 8px 12px 16px;display:flex;gap:4px;align-items:center}
header div{flex:1;min-width:0}
h2{font-size:16px;margin:0;line-height:22px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
header p{margin:0;font-size:13px;line-height:18px}.sig{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.ic{width:44px;height:44px;display:grid;place-items:center;border-radius:10px;flex:none}
header .ic:focus-visible{outline-color:currentColor;outline-offset:-4px}
.note{background:var(--warn-bg);color:var(--warn);padding:6px 16px;font-size:13px;line-height:20px;display:flex;gap:8px;align-items:baseline}
.note span{flex:1}.note button,.more,.fail button{text-decoration:underline}
.list{flex:1;overflow-y:auto;padding:12px 16px;overscroll-behavior:contain;position:relative}
.list:focus-visible{outline-offset:-3px}
.day,.sys{text-align:center;color:var(--dim);font-size:12px;margin:10px 0}
.more{display:block;margin:0 auto 8px;color:var(--dim);min-height:32px}
.row{display:flex;flex-direction:column;align-items:flex-start;margin:0 0 12px}
.row.me{align-items:flex-end}
.who{font-size:12px;line-height:18px;color:var(--dim);margin:0 2px 2px}
.bub{max-width:85%;padding:8px 12px;border-radius:12px;background:var(--soft);overflow-wrap:anywhere;white-space:pre-wrap}
.me .bub{background:var(--fill);color:var(--ink)}
.bub a{color:inherit;text-decoration:underline}
.bub.pic{padding:0;background:none;overflow:hidden}
.pic button{display:block}
.pic img{display:block;max-width:220px;max-height:260px;border-radius:12px;background:var(--soft)}
.row.wait .bub{opacity:.75}
.fail{color:var(--bad);font-size:12px;display:flex;gap:10px}
.card{display:flex;gap:10px;width:270px;max-width:85%;border:1px solid var(--line);border-radius:12px;padding:10px;background:var(--bg);color:var(--text);text-decoration:none;text-align:left}
.card img{width:64px;height:64px;object-fit:cover;border-radius:8px;flex:none;background:var(--soft)}
.card b{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden;font-weight:600}
.card div{min-width:0;flex:1}
.card small{display:block;color:var(--dim);font-size:12px;line-height:18px}
.price{font-variant-numeric:tabular-nums;font-weight:600}
.ask{display:flex;gap:10px;align-items:center;padding:8px 16px;border-top:1px solid var(--line)}
.ask img{width:40px;height:40px;object-fit:cover;border-radius:6px;flex:none;background:var(--soft)}
.ask span{flex:1;min-width:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;font-size:13px}
.ask button{border:1px solid var(--line);border-radius:16px;padding:4px 12px;min-height:32px;white-space:nowrap}
.rate{padding:6px 16px;text-align:center;border-top:1px solid var(--line)}.rate p{margin:4px 0;font-size:13px}.rate button{width:52px;height:48px;font-size:26px;border-radius:10px}.rate button:hover{background:var(--soft)}.rate textarea{width:100%;box-sizing:border-box;font:inherit;padding:6px 8px;border:1px solid var(--line);border-radius:8px;resize:none;background:transparent;color:inherit}.rate button.say{width:auto;height:44px;padding:0 16px;font-size:14px}
.state{min-height:20px;padding:0 16px;color:var(--dim);font-size:12px;line-height:20px}
.latest{position:absolute;left:50%;transform:translateX(-50%);bottom:100%;margin-bottom:8px;background:var(--bg);border:1px solid var(--line);border-radius:16px;padding:4px 14px;box-shadow:0 2px 8px #0002;font-size:13px;white-space:nowrap}
footer{border-top:1px solid var(--line);padding:6px 8px calc(6px + env(safe-area-inset-bottom));display:flex;align-items:flex-end;position:relative}
textarea{flex:1;min-width:0;font:inherit;font-size:16px;color:inherit;background:var(--soft);border:1px solid transparent;border-radius:12px;padding:10px 12px;min-height:44px;max-height:132px;resize:none;outline-offset:0}
textarea::placeholder{color:var(--dim);opacity:1}
.go{background:var(--fill);color:var(--ink);margin-left:6px}
.go[aria-disabled=true]{background:var(--soft);color:var(--dim)}
.go:focus-visible{outline-color:var(--text)}
.emo{position:absolute;left:8px;bottom:100%;margin-bottom:6px;background:var(--bg);border:1px solid var(--line);border-radius:12px;padding:8px;display:grid;grid-template-columns:repeat(8,1fr);gap:2px;box-shadow:0 6px 20px #0003}
.emo button{width:40px;height:40px;font-size:22px;border-radius:8px}
.emo button:hover{background:var(--soft)}
.drop{position:absolute;inset:0;background:var(--bg);opacity:.94;display:grid;place-items:center;font-size:18px;border:3px dashed var(--fill);z-index:2}
.view{position:fixed;inset:0;z-index:2147483002;background:#000d;display:grid;place-items:center;padding:20px}
.view img{max-width:100%;max-height:calc(100dvh - 90px);object-fit:contain}
.view .ic{position:absolute;top:calc(10px + env(safe-area-inset-top));right:10px;color:#fff;background:#0008}
.view .ic:focus-visible{outline-color:#fff}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:520px){.panel{inset:0;top:var(--top,0px);bottom:auto;width:100%;height:var(--high,100dvh);border:0;border-radius:0}
header{padding-top:calc(12px + env(safe-area-inset-top))}.emo{right:8px}.emo button{width:100%}
.launch span.t{display:none}.launch{padding:0;width:56px;height:56px;border-radius:28px;justify-content:center}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
`;

/** Sets the sheet without touching the page's policy; very old browsers get a style element. */
export const applySheet = (root: ShadowRoot): void => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = sheetText;
    root.append(style);
  }
};
