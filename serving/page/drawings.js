// What is drawn where a product has no picture, by what it is.

// What is drawn where a product has no picture. A row: nouns in Chinese and in English; the thing, its lighter part, lines.
const ROWS = [
  ["婴儿睡袋|宝宝睡袋|儿童睡袋|分腿睡袋|背心睡袋|襁褓|防踢被", "baby sleep(?:ing)? (?:bag|sack)|sleep sack|swaddle", "M49 8c-6 1-11 4-12 9 4 6 5 12 3 18-5 9-8 18-8 29 0 14 12 19 28 19s28-5 28-19c0-11-3-20-8-29-2-6-1-12 3-18-1-5-6-8-12-9-2 7-20 7-22 0z", "M70 47a12 12 0 1 0 4 17 11 11 0 0 1-4-17z", "M60 14v20M60 20h4M60 28h4M36 70c14 7 34 7 48 0"],
  ["睡袋", "sleeping bag|mummy bag", "M60 8c-10 0-15 8-15 18v8c-6 8-8 16-8 26 0 14 6 22 23 22s23-8 23-22c0-10-2-18-8-26v-8c0-10-5-18-15-18z", "M60 15c-6 0-9 5-9 11s3 10 9 10 9-4 9-10-3-11-9-11z", "M60 40v36M60 48h4M60 58h4M60 68h4"],
  ["连体衣|爬服|哈衣", "bodysuit|romper|onesie", "M45 16h30l12 12-8 10-6-4 1 30-9 14h-10l-9-14 1-30-6 4-8-10z", "M51 16c1 7 17 7 18 0z", "M56 72h.1M60 73h.1M64 72h.1"],
  ["连衣裙|半身裙|长裙|裙子|裙装|短裙", "dress|skirt|gown", "M50 10l4 8h12l4-8 4 3-4 22 14 42H36l14-42-4-22z", "M50 35h20l2 7H48z", "M54 44l-6 30M66 44l6 30M60 44v30"],
  ["卫衣|T恤|打底衫|衬衫|上衣|外套|羽绒服|毛衣|夹克|棉服", "t-?shirt|tee|shirt|hoodie|sweatshirt|jacket|coat|sweater|parka", "M44 14h32l18 12-9 16-8-4v38H43V38l-8 4-9-16z", "M50 14c1 10 19 10 20 0z", "M50 60h20v10H50z"],
  ["瑜伽裤|长裤|短裤|牛仔裤|裤子|紧身裤", "yoga pants|pants|leggings|trousers|jeans|shorts", "M43 12h34l5 66H67l-7-40-7 40H38z", "M43 12h34l1 9H42z", "M60 21v17"],
  ["袜子|毛巾袜|中筒袜|短袜|船袜|长袜|运动袜|袜", "sock", "M46 12h22v38l14 12c8 7 2 17-8 15L50 68c-4-2-5-5-5-9z", "M46 12h22v10H46z", "M46 27h22M66 52l-8 10"],
  ["鼠标", "mouse|mice", "M60 12c14 0 22 10 22 26v16c0 14-9 24-22 24s-22-10-22-24V38c0-16 8-26 22-26z", "M57 24h6v14h-6z", "M38 44h44M60 12v12M60 38v6"],
  ["机械键盘|键盘", "keyboard", "M18 28h84v38H18z", "M26 35h8v7h-8zM40 35h8v7h-8zM54 35h8v7h-8zM68 35h8v7h-8zM82 35h12v7H82z", "M28 51h4M42 51h4M56 51h4M70 51h4M84 51h8M42 60h36"],
  ["蓝牙耳机|耳机", "earphone|headphone|earbud|headset", "M30 58V46a30 30 0 0 1 60 0v12h-8V46a22 22 0 0 0-44 0v12z", "M28 54h14v22H32c-3 0-4-2-4-4zM92 54H78v22h10c3 0 4-2 4-4z", "M42 58v14M78 58v14"],
  ["蓝牙音箱|音箱|音响", "speaker", "M40 10h40v70H40z", "M60 42a13 13 0 1 0 0 26 13 13 0 0 0 0-26zM60 17a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M60 51a4 4 0 1 0 0 8 4 4 0 0 0 0-8z"],
  ["充电宝|移动电源", "power ?bank|portable charger", "M42 10h36c3 0 5 2 5 5v60c0 3-2 5-5 5H42c-3 0-5-2-5-5V15c0-3 2-5 5-5z", "M43 17h34v52H43z", "M62 30l-8 14h12l-8 14M57 74h6"],
  ["手机壳|保护壳|手机套|手机", "phone case|phone", "M43 8h34c4 0 6 2 6 6v62c0 4-2 6-6 6H43c-4 0-6-2-6-6V14c0-4 2-6 6-6z", "M43 14h16c2 0 3 1 3 3v19c0 2-1 3-3 3H43z", "M51 17.500a3.500 3.500 0 1 0 .1 0zM51 28a3.500 3.500 0 1 0 .1 0zM54 74h12"],
  ["数据线|快充线|充电线|数码配件|充电器|转接头|扩展坞", "cable|charger|adapter|accessor(?:y|ie)", "M36 54h26v18H36zM60 8h22v18H60z", "M62 58h13v10H62zM82 12h11v10H82z", "M36 63c-18 0-18-24 4-24h22c17 0 14-22-2-22"],
  ["奶瓶", "baby bottle|feeding bottle|nursing bottle", "M46 34h28l3 40c0 4-3 6-6 6H49c-3 0-6-2-6-6z", "M46 25h28v9H46zM53 25c0-7 3-8 4-14h6c1 6 4 7 4 14z", "M66 46h6M66 54h6M66 62h6"],
  ["保温杯|水杯|保温壶|水壶|杯子", "vacuum flask|flask|bottle|tumbler|mug", "M47 22h26v54c0 3-2 4-4 4H51c-2 0-4-1-4-4z", "M50 9h20v13H50z", "M47 34h26M47 66h26"],
  ["饭盒|餐盒|便当盒|餐具|辅食碗|餐盘|餐碗", "lunch ?box|bento|tableware|bowl|plate", "M24 40h72l-8 32c-1 4-3 5-6 5H38c-3 0-5-1-6-5z", "M20 30h80v10H20z", "M46 48l3 20M74 48l-3 20"],
  ["炒锅|炒菜锅|平底锅|汤锅|锅具|炖锅", "wok|frying pan|pan|cookware|pot", "M18 40h64c0 22-12 34-32 34S18 62 18 40z", "M82 40h24v8H81z", "M40 30c-4-6 4-8 0-14M56 30c-4-6 4-8 0-14"],
  ["刀具|菜刀|切片刀|厨刀|水果刀|剪刀", "knife|knives|cleaver", "M30 18l44 44-8 10C50 62 34 42 30 18z", "M72 62l8-8 20 18-8 9z", "M78 64l12 11"],
  ["砧板|菜板|案板", "cutting board|chopping board", "M34 22h52c3 0 4 1 4 4v50c0 3-1 4-4 4H34c-3 0-4-1-4-4V26c0-3 1-4 4-4z", "M52 8h16v14H52z", "M60 12a3 3 0 1 0 .1 0zM42 34v32M52 34v32"],
  ["螺丝刀|螺丝批|扳手|工具", "screwdriver|wrench|repair kit|tool", "M50 8h20v30c0 4-4 6-10 6s-10-2-10-6z", "M57 44h6v32l-3 6-3-6z", "M55 14v22M60 14v22M65 14v22"],
  ["电钻|冲击钻|手电钻", "drill", "M26 22h50v24H57l6 28H41l-5-28H26z", "M76 26h10v16H76zM36 70h32v10H36z", "M86 34h18M48 52h7M34 30h16"],
  ["卷尺|尺子|米尺", "tape measure|measuring tape|ruler", "M36 16h40c8 0 12 4 12 12v44H36c-6 0-8-4-8-8V24c0-6 2-8 8-8z", "M58 28a15 15 0 1 0 0 30 15 15 0 0 0 0-30z", "M88 64h18v8H88M94 64v4M100 64v4M58 38a5 5 0 1 0 .1 0z"],
  ["行李箱|旅行箱|拉杆箱|登机箱", "suitcase|luggage|trolley case", "M38 24h44v48H38z", "M46 30h6v36h-6zM68 30h6v36h-6z", "M50 24V10h20v14M44 72v6M76 72v6"],
  ["双肩包|背包|书包|手提包|挎包|斜挎包", "backpack|rucksack|handbag|tote|bag", "M36 34c0-14 10-22 24-22s24 8 24 22v38c0 4-2 6-6 6H42c-4 0-6-2-6-6z", "M44 52h32v18H44z", "M52 12c0-7 16-7 16 0M48 36h24M60 52v6"],
  ["收纳箱|整理箱|收纳盒|储物箱", "storage (?:box|bin|container)|organi[sz]er", "M26 34h68l-4 44H30z", "M22 22h76v12H22z", "M50 50h20v8H50z"],
  ["枕头|护颈枕|枕套|枕芯|抱枕", "pillow ?case|pillow", "M24 30c24-8 48-8 72 0 4 12 4 20 0 32-24 8-48 8-72 0-4-12-4-20 0-32z", "M34 37c17-5 35-5 52 0 2 7 2 11 0 18-17 5-35 5-52 0-2-7-2-11 0-18z", "M24 30l10 7M96 30l-10 7M24 62l10-7M96 62l-10-7"],
  ["四件套|被套|床单|床品|被子", "bedding set|bedding|duvet|bed sheet|quilt", "M22 40h76v34H22z", "M30 26h26v16H30zM64 26h26v16H64z", "M22 54h76M24 74v6M96 74v6"],
  ["毛巾|浴巾", "towel", "M34 12h52v64H34z", "M34 22h52v9H34z", "M34 64h52M40 76v5M50 76v5M60 76v5M70 76v5M80 76v5"],
  ["窗帘|布帘|纱帘", "curtain", "M24 16h32c0 24-6 40-22 62H24zM96 16H64c0 24 6 40 22 62h10z", "M20 9h80v7H20z", "M36 18c0 20-3 38-6 52M46 18c0 16-4 32-10 46M84 18c0 20 3 38 6 52M74 18c0 16 4 32 10 46"],
  ["台灯|吊灯|落地灯|灯具", "desk lamp|lamp", "M44 14h32l12 26H32z", "M56 40h8v30h-8z", "M42 76h36M76 40v12"],
  ["头灯|手电筒", "headlamp|headlight|head torch|flashlight", "M40 36h40v24c0 4-2 6-6 6H46c-4 0-6-2-6-6z", "M60 40a11 11 0 1 0 0 22 11 11 0 0 0 0-22z", "M40 46C22 44 22 22 60 18c38 4 38 26 20 28M60 47a4 4 0 1 0 .1 0z"],
  ["帐篷|天幕", "tent|canopy|tarp", "M60 14l42 60H18z", "M60 38l22 36H38z", "M60 14v-6M60 38v36M12 74h96"],
  ["登山杖|徒步杖|手杖", "trekking pole|hiking pole|walking stick", "M40 8h9l-2 20h-7zM71 8h9l0 20h-7z", "M28 68h14v5H28zM78 68h14v5H78z", "M43 28l-8 50M77 28l8 50"],
  ["积木|玩具", "building block|toy|puzzle", "M36 46h22v30H36zM62 46h22v30H62z", "M49 14h22v28H49z", "M43 46v-4h8v4M69 46v-4h8v4M56 14v-4h8v4"],
  ["毛绒玩具|公仔|玩偶|娃娃", "plush toy|plush|baby comforter toy|comforter toy|stuffed animal|doll", "M60 24c10 0 18 7 18 16 0 5-2 9-5 12 6 4 9 10 9 16 0 8-8 12-22 12s-22-4-22-12c0-6 3-12 9-16-3-3-5-7-5-12 0-9 8-16 18-16zM43 14a9 9 0 1 0 .1 0zM77 14a9 9 0 1 0 .1 0z", "M60 41a7 6 0 1 0 .1 0zM60 57a11 10 0 1 0 .1 0z", "M53 35h.1M67 35h.1M60 44v3"],
  ["宠物窝|猫抓板|牵引绳|狗窝|猫窝|猫砂|宠物|胸背", "pet bed|cat scratcher|scratching post|leash|harness|dog|cat|pet", "M60 42c12 0 24 14 22 26-2 10-12 8-22 8s-20 2-22-8c-2-12 10-26 22-26z", "M36 32a7 9 0 1 0 .1 0zM52 18a7 9 0 1 0 .1 0zM69 18a7 9 0 1 0 .1 0zM85 32a7 9 0 1 0 .1 0z", ""],
  ["面膜", "face mask|facial mask|sheet mask|mask", "M60 8c20 0 30 14 28 36-2 20-14 38-28 38S34 64 32 44C30 22 40 8 60 8z", "M42 34c4-4 10-4 14 0-4 6-10 6-14 0zM64 34c4-4 10-4 14 0-4 6-10 6-14 0zM49 62c6-5 16-5 22 0-6 6-16 6-22 0z", "M60 38v12M56 52h8"],
  ["化妆刷|粉底刷|腮红刷|刷子", "makeup brush|cosmetic brush|brush", "M55 42h10l-2 40h-6zM52 30c-5-9 3-20 8-23 5 3 13 14 8 23z", "M53 30h14v12H53z", "M57 14v12M63 14v12"],
  ["洗脸巾|洁面巾|棉柔巾|湿巾|纸巾", "face (?:towel|wipe|cloth)|facial (?:towel|tissue|wipe)|cotton tissue|wipe|tissue", "M24 36h72c2 0 3 1 3 3v34c0 2-1 3-3 3H24c-2 0-3-1-3-3V39c0-2 1-3 3-3z", "M46 36c2-12 6-4 9-16 4 8 8-2 11 8 2 3 4 3 6 8z", "M44 36h32M34 50h26M34 59h16"],
  ["彩妆|口红|面霜|化妆品", "cosmetics|makeup|lipstick", "M46 36h28v38c0 4-2 6-5 6H51c-3 0-5-2-5-6z", "M52 26h16v10H52zM54 10h12l2 16H52z", "M52 52h16M52 60h10"],
  ["中性笔|签字笔|圆珠笔|钢笔|铅笔", "gel pen|ballpoint|pen|pencil", "M34 66l40-48 12 10-40 48z", "M34 66l12 10-17 7z", "M66 28l12 10M79 14l5-6 9 7-5 6"],
  ["打印纸|复印纸|A4纸|白纸", "(?:printing|printer|copy|copier|office) paper|paper", "M34 10h42l12 12v56H34z", "M76 10v12h12z", "M44 34h34M44 44h34M44 54h34M44 64h20"],
  ["笔记本|手账本|记事本|本子", "notebook|journal|notepad", "M36 12h46c3 0 4 1 4 4v60c0 3-1 4-4 4H36z", "M46 22h30v12H46z", "M36 12v68M46 46h30M46 56h30M46 66h18"],
].map(([zh, en, ...shapes]) => ({ nouns: new RegExp(`${zh}|\\b(?:${en})(?:e?s)?\\b`, "gi"), shapes }));
const BOX = ["M24 30l36-16 36 16v36L60 82 24 66z", "M24 30l36 16 36-16-36-16z", "M60 46v36M42 22l36 16v10"];

// The noun that says most, the longest, decides; of equals the later one, since what goes before it says what it is for.
function named(text) {
  let most = { row: null, size: 0, end: 0 };
  for (const row of ROWS)
    for (const { 0: noun, index } of (text ?? "").matchAll(row.nouns)) {
      const size = /[^\0-\x7f]/.test(noun) ? 3 * noun.length : noun.length, end = index + noun.length;
      if (size > most.size || (size === most.size && end > most.end)) most = { row, size, end };
    }
  return most.row?.shapes;
}

// Of a category, else of what the title names. An unknown thing comes in a box.
export function drawing(category, title) {
  return named(category) ?? named(title) ?? BOX;
}
